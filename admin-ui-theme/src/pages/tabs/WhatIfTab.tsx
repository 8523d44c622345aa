import { Alert, Button, Form, FormGroup, TextInput } from "@patternfly/react-core";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, type Evaluation, messageOf } from "../../api";
import { useEditing } from "../context";
import { NamePicker } from "../fields/NamePicker";
import { WhatIfAnswer } from "../parts/WhatIfAnswer";

const reason = (failure: unknown) => {
  const problem = failure instanceof ApiError ? failure.problems[0] : undefined;
  if (problem) return `${problem.message}: ${problem.hint}`;
  return messageOf(failure);
};

/** What would happen to a user at an address, under the draft. The question stands in the address, so that it stays and can be sent. */
export function WhatIfTab() {
  const { api, t, policy, navigation } = useEditing();
  const { query, go } = navigation;
  const asked = { user: query.get("user") ?? "", address: query.get("address") ?? "" };
  const [user, setUser] = useState(asked.user);
  const [address, setAddress] = useState(asked.address);
  const [answer, setAnswer] = useState<Evaluation>();
  const [error, setError] = useState("");
  const draft = useRef(policy);
  draft.current = policy;

  const ask = useCallback(
    async (question: { user: string; address: string }) => {
      try {
        setAnswer(await api.evaluate({ ...question, policy: draft.current }));
        setError("");
      } catch (failure) {
        setAnswer(undefined);
        setError(reason(failure));
      }
    },
    [api],
  );
  useEffect(() => {
    if (asked.user && asked.address) void ask({ user: asked.user, address: asked.address });
  }, [ask, asked.user, asked.address]);
  return (
    <>
      <Form
        isHorizontal
        isWidthLimited
        onSubmit={(event) => {
          event.preventDefault();
          const question = { user: user.trim(), address: address.trim() };
          if (question.user === asked.user && question.address === asked.address) void ask(question);
          else go("whatif", question);
        }}
      >
        <p>{t("whatif.help")}</p>
        <FormGroup label={t("whatif.user")} fieldId="security-policies-whatif-user">
          <NamePicker
            id="security-policies-whatif-user"
            kind="user"
            label={t("whatif.user")}
            taken={[user]}
            add={setUser}
            single
          />
        </FormGroup>
        <FormGroup label={t("whatif.address")} fieldId="security-policies-whatif-address">
          <TextInput id="security-policies-whatif-address" value={address} onChange={(_, text) => setAddress(text)} />
        </FormGroup>
        <div>
          <Button type="submit" isDisabled={!user.trim() || !address.trim()}>
            {t("whatif.ask")}
          </Button>
        </div>
      </Form>
      {error && <Alert isInline variant="danger" title={error} className="pf-v5-u-mt-md" />}
      {answer && <WhatIfAnswer answer={answer} />}
    </>
  );
}
