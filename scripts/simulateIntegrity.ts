import { judgeCompany } from "../test/support/integrity/judgeCompany.ts";
import { describeReport, reportOn } from "../test/support/integrity/report.ts";

/*
 * Runs the board's checks on a made-up company in which some use the tactics that other boards were gamed with. To be looked at
 * before a limit is changed: no honest person may be held, and at most 25 of 85,000 put before a moderator.
 * `npm run board:simulate -- 85000`
 */

const people = Number(process.argv[2] ?? 85_000);
console.log(describeReport(reportOn(judgeCompany(people, Math.max(4, Math.round(people / 4_250))))));
