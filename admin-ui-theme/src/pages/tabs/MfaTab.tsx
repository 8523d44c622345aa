import { Form } from "@patternfly/react-core";
import { Settings } from "../fields/SettingField";

export function MfaTab() {
  return (
    <Form isHorizontal isWidthLimited onSubmit={(event) => event.preventDefault()}>
      <Settings of="mfa" />
    </Form>
  );
}
