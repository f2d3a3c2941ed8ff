import { ControlProblem } from '../host/index.ts';
import { logIn } from './login.ts';
import { csvText, tableOf, tableText } from './table.ts';
import type { Command, CommandInput } from './types.ts';
import { UsageProblem, say } from './types.ts';

type QueryRecord = Record<string, unknown>;
type Page = { records: QueryRecord[]; totalSize: number; nextRecordsUrl?: string } | { message: string }[];

/** All pages of a query. @throws ControlProblem with the platform's message */
const rowsOf = async (input: CommandInput, soql: string): Promise<{ totalSize: number; records: QueryRecord[] }> => {
    const { instanceUrl, accessToken } = await logIn(input);
    const records: QueryRecord[] = [];
    let totalSize = 0;
    let next: string | undefined = `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
    while (next !== undefined) {
        const response: Response = await fetch(instanceUrl + next, {
            headers: { authorization: `Bearer ${accessToken}` }
        });
        const page = (await response.json()) as Page;
        if (Array.isArray(page)) throw new ControlProblem(page[0]?.message ?? 'The query failed');
        records.push(...page.records);
        ({ totalSize, nextRecordsUrl: next } = page);
    }
    return { totalSize, records };
};

/** Of the terminal that shows the table; what is written into a file or a pipe is not cut. */
const terminalWidth = (): number | undefined => (process.stdout.isTTY ? process.stdout.columns : undefined);

export const query: Command = {
    name: 'query',
    usage: 'query "SELECT …" [--user NAME] [--json | --csv]',
    summary: 'rows as a table',
    details: [
        '--user   as another user than the administrator: what that user may see',
        '--json   the rows as the REST API gives them',
        '--csv    comma-separated values'
    ],
    options: { user: { type: 'string' }, json: { type: 'boolean' }, csv: { type: 'boolean' } },
    run: async (input) => {
        const soql = input.args.join(' ');
        if (soql.trim() === '') throw new UsageProblem('Give a query.');
        const { totalSize, records } = await rowsOf(input, soql);
        if (input.flags.json === true) say(JSON.stringify({ totalSize, records }));
        else if (input.flags.csv === true) say(csvText(tableOf(records)));
        else {
            if (records.length > 0) say(`${tableText(tableOf(records), terminalWidth())}\n`);
            say(totalSize === 1 ? '1 row' : `${totalSize} rows`);
        }
        return 0;
    }
};
