import { Button, Label } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { Networks } from "../../api";
import { useEditing } from "../context";
import { useLongWork } from "../useLongWork";
import { AddNetwork } from "./AddNetwork";
import { Cell } from "./Cell";
import { CsvLink } from "./CsvLink";
import { Working } from "./Working";

const DAYS = 30;
const COLOR = { all: "green", some: "orange", none: "red" } as const;

/** From where people really come; what no list has can be added to one, and nothing is added by itself. */
export function NetworksSection() {
  const { api, t } = useEditing();
  const { answer, run, ...work } = useLongWork<Networks>();
  return (
    <section aria-label={t("networks.title")} className="pf-v5-u-mt-xl" data-testid="security-policies-networks">
      <h2 className="pf-v5-c-title pf-m-lg">{t("networks.title")}</h2>
      <p>{t("networks.help", { days: DAYS })}</p>
      <div>
        <Button
          variant="secondary"
          isDisabled={work.seconds !== undefined}
          onClick={() => void run((signal) => api.networks(DAYS, signal))}
        >
          {t("networks.look")}
        </Button>
      </div>
      <Working work={work} />
      {answer?.networks.length === 0 && <p>{t("networks.none")}</p>}
      {answer && answer.networks.length > 0 && <Seen networks={answer.networks} />}
      {answer && !answer.complete && <p>{t("effect.incomplete")}</p>}
      {answer?.unused.map(({ subject, name, entries }) => (
        <p key={subject + name}>
          <strong>{t(`effect.of.${subject}`, { name })}</strong> {t("networks.unused", { list: entries.join(", ") })}
        </p>
      ))}
    </section>
  );
}

function Seen({ networks }: { networks: Networks["networks"] }) {
  const { t, language } = useEditing();
  const head = ["network", "users", "logins", "last", "allowed"].map((name) => t(`networks.${name}`));
  const allowed = (network: Networks["networks"][number]) => t(`networks.allowed.${network.allowed}`);
  return (
    <>
      <Table variant="compact" aria-label={t("networks.title")}>
        <Thead>
          <Tr>
            {head.map((name) => (
              <Th key={name}>{name}</Th>
            ))}
            <Th screenReaderText={t("networks.add")} />
          </Tr>
        </Thead>
        <Tbody>
          {networks.map((network) => (
            <Tr key={network.network}>
              <Cell dataLabel={head[0]}>{network.network}</Cell>
              <Cell dataLabel={head[1]}>{network.users}</Cell>
              <Cell dataLabel={head[2]}>{network.logins}</Cell>
              <Cell dataLabel={head[3]}>{new Date(network.lastSeen).toLocaleString(language)}</Cell>
              <Cell dataLabel={head[4]}>
                <Label color={COLOR[network.allowed as keyof typeof COLOR]} isCompact>
                  {allowed(network)}
                </Label>
              </Cell>
              <Td>{network.allowed !== "all" && <AddNetwork network={network.network} />}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <CsvLink
        name="networks"
        head={head}
        rows={() => networks.map((found) => [found.network, found.users, found.logins, found.lastSeen, allowed(found)])}
      />
    </>
  );
}
