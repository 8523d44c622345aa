import { Form } from "@patternfly/react-core";
import { Settings } from "../fields/SettingField";

export function SessionTab() {
  return (
    <Form isHorizontal isWidthLimited onSubmit={(event) => event.preventDefault()}>
      <Settings of="session" />
      <Settings of="sso" />
      <Settings of="superAdmin" />
    </Form>
  );
}
