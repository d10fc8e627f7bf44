import type { VNode } from "preact";
import { useContext } from "preact/hooks";
import type { AdminView } from "../../shared/board/adminView.ts";
import { formatAge, formatBytes, formatCount } from "../../core/format.ts";
import { BoardContext } from "../boardContext.ts";
import { dayWords } from "../dayWords.ts";
import { adminTexts } from "./adminTexts.ts";
import { DepartureCard } from "./departureCard.tsx";
import { InvitationForm } from "./invitationForm.tsx";
import { NameSwitch } from "./nameSwitch.tsx";
import { RoleCard } from "./roleCard.tsx";
import { StaffCard } from "./staffCard.tsx";
import { TeamEditor } from "./teamEditor.tsx";

type OperationView = NonNullable<AdminView["operation"]>;

/** For operators: the board as a machine. No name and no person's figure is among it. */
export function Operation(props: { readonly operation: OperationView; readonly reload: () => void }): VNode {
  const { operation, reload } = props;
  return (
    <div class="columns">
      <NameSwitch areNamesOff={operation.areNamesOff} reload={reload} />
      <ServerState operation={operation} />
      <Jobs jobs={operation.jobs} />
      <Retention retention={operation.retention} />
      <TeamEditor teams={operation.teams} reload={reload} />
      <InvitationForm />
      <RoleCard staff={operation.staff} reload={reload} />
      <StaffCard reload={reload} />
      <DepartureCard />
    </div>
  );
}

function ServerState({ operation }: { readonly operation: OperationView }): VNode {
  const { state, failed } = adminTexts.operator;
  return (
    <section class="card" aria-labelledby="server-state">
      <h2 id="server-state">{state.heading}</h2>
      <dl class="facts server-facts">
        <div>
          <dt>{state.database}</dt>
          <dd>{operation.database}</dd>
        </div>
        <div>
          <dt>{state.size}</dt>
          <dd>{formatBytes(operation.databaseBytes)}</dd>
        </div>
        <div>
          <dt>{state.people}</dt>
          <dd>{operation.people.replace(/\d+/, (digits) => formatCount(Number(digits)))}</dd>
        </div>
      </dl>
      {operation.failedChecks.length > 0 && (
        <>
          <h3 class="card-heading">{failed.heading}</h3>
          <p class="quiet">{failed.about}</p>
          <p>{operation.failedChecks.join(", ")}</p>
        </>
      )}
    </section>
  );
}

function Jobs({ jobs }: { readonly jobs: OperationView["jobs"] }): VNode {
  const { clock } = useContext(BoardContext);
  const texts = adminTexts.operator.jobs;
  return (
    <section class="card" aria-labelledby="jobs">
      <h2 id="jobs">{texts.heading}</h2>
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">{texts.job}</th>
            <th scope="col">{texts.last}</th>
            <th scope="col" class="number">
              {texts.failures}
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map(({ job, lastRunAt, failures }) => (
            <tr key={job}>
              <th scope="row">{job}</th>
              <td>{lastRunAt === undefined ? texts.never : formatAge(clock() - lastRunAt)}</td>
              <td class={failures > 0 ? "number job-failed" : "number"}>{failures}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Retention({ retention }: { readonly retention: OperationView["retention"] }): VNode {
  const texts = adminTexts.operator.retention;
  return (
    <section class="card" aria-labelledby="retention">
      <h2 id="retention">{texts.heading}</h2>
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">{texts.what}</th>
            <th scope="col">{texts.kept}</th>
            <th scope="col">{texts.oldest}</th>
          </tr>
        </thead>
        <tbody>
          {retention.map(({ what, keptDays, oldestDay }) => (
            <tr key={what}>
              <th scope="row">{texts.names[what] ?? what}</th>
              <td>{texts.days(keptDays)}</td>
              <td>{oldestDay === undefined ? texts.nothing : dayWords(oldestDay)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
