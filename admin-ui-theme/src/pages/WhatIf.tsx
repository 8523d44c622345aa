import { Alert, Button, Form, FormGroup, Label, TextInput } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import { ApiError, type Evaluation } from "../api";
import { useEditing, type T } from "./context";

function factorText(t: T, { mfa }: Evaluation): string {
  if (!mfa.demanded) return t("whatif.mfa.none");
  const demanded = t("whatif.mfa.demanded", { because: mfa.because });
  if (mfa.enrolled) return `${demanded} ${t("whatif.mfa.enrolled")}`;
  return `${demanded} ${t(mfa.mayEnrolHere ? "whatif.mfa.missing" : "whatif.mfa.elsewhere")}`;
}

export function WhatIf() {
  const { api, t, policy } = useEditing();
  const [user, setUser] = useState("");
  const [address, setAddress] = useState("");
  const [asked, setAsked] = useState({ user: "", address: "" });
  const [answer, setAnswer] = useState<Evaluation>();
  const [error, setError] = useState("");
  const ask = async () => {
    try {
      const question = { user: user.trim(), address: address.trim() };
      setAnswer(await api.evaluate({ ...question, policy }));
      setAsked(question);
      setError("");
    } catch (failure) {
      setAnswer(undefined);
      const problem = failure instanceof ApiError ? failure.problems[0] : undefined;
      setError(problem ? `${problem.message}: ${problem.hint}` : failure instanceof Error ? failure.message : String(failure));
    }
  };
  const roles = answer?.roles.filter((role) => !role.stock) ?? [];
  return (
    <>
      <Form
        isWidthLimited
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <p>{t("whatif.help")}</p>
        <FormGroup label={t("whatif.user")} fieldId="security-policies-whatif-user">
          <TextInput id="security-policies-whatif-user" value={user} onChange={(_, text) => setUser(text)} />
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
      {answer && (
        <div data-testid="security-policies-whatif" aria-live="polite" className="pf-v5-u-mt-md">
          <Alert
            isInline
            component="h2"
            variant={answer.allowed ? "success" : "danger"}
            title={t(answer.allowed ? "whatif.allowed" : "whatif.refused", { ...asked, reason: answer.reason })}
          >
            {factorText(t, answer)}
          </Alert>
          {roles.length === 0 ? (
            <p>{t("whatif.noroles")}</p>
          ) : (
            <Table variant="compact" aria-label={t("whatif.outcome")}>
              <Thead>
                <Tr>
                  <Th>{t("whatif.role")}</Th>
                  <Th>{t("whatif.outcome")}</Th>
                  <Th>{t("whatif.list")}</Th>
                </Tr>
              </Thead>
              <Tbody>
                {roles.map((role) => (
                  <Tr key={role.role}>
                    <Td>{role.role}</Td>
                    <Td>
                      <Label color={role.kept ? "green" : "red"}>{t(role.kept ? "whatif.kept" : "whatif.withheld")}</Label>
                    </Td>
                    <Td>{role.decidedBy}</Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </div>
      )}
    </>
  );
}
