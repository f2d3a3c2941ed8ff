import { mutated } from '../mutate.ts';
import type { Door } from '../types.ts';
import { DATA, DEPTHS, nested, sendRequest } from './rest.ts';

const VALID = [
    'SELECT Id, Name FROM Crate__c',
    "SELECT Id, Name, Account__r.Name, (SELECT Id, Size__c FROM Bottles__r WHERE Size__c > 1 ORDER BY Size__c DESC LIMIT 5) FROM Crate__c WHERE Name LIKE 'a%' ORDER BY Name NULLS LAST LIMIT 10 OFFSET 2",
    "SELECT COUNT(Id) n, Kind__c FROM Crate__c WHERE Capacity__c >= 3.5 AND (Kind__c IN ('Wood', 'Plastic') OR NOT Checked__c = true) GROUP BY Kind__c HAVING COUNT(Id) > 0 ORDER BY COUNT(Id)",
    'SELECT COUNT() FROM Bottle__c WHERE Filled_On__c = LAST_N_DAYS:30 AND CreatedDate > 2026-01-01T00:00:00Z',
    'SELECT Id FROM Account WHERE Id IN (SELECT Account__c FROM Crate__c WHERE Bottle_Count__c > 0) AND Id NOT IN (SELECT Account__c FROM Guard__c)',
    'SELECT Id, TYPEOF What WHEN Account THEN Phone ELSE Name END FROM Task WHERE Subject != null',
    "SELECT FIELDS(STANDARD) FROM Contact WHERE Email = 'a@b.c' FOR UPDATE",
    "SELECT Name, Marks__c FROM Sample__c WHERE Marks__c INCLUDES ('A;B', 'C') AND Day__c < TODAY AND Moment__c = THIS_FISCAL_QUARTER",
    'SELECT Kind__c, SUM(Volume__c), MAX(Largest__c), AVG(Capacity__c), MIN(CreatedDate), COUNT_DISTINCT(Name) FROM Crate__c GROUP BY ROLLUP(Kind__c)',
    'SELECT CALENDAR_MONTH(CreatedDate), COUNT(Id) FROM Crate__c GROUP BY CALENDAR_MONTH(CreatedDate)',
    "SELECT toLabel(Kind__c), FORMAT(Capacity__c) FROM Crate__c WHERE Owner.Profile.Name = 'x' WITH SECURITY_ENFORCED",
    'SELECT Id FROM Crate__c USING SCOPE mine ALL ROWS',
    "SELECT Id FROM Crate__c WHERE Amount > USD5000 OR Name = 'it\\'s' OR Name = '\\u00e9' AND Capacity__c = -1.5e3"
];

const query = (text: string): string => `q=${encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?'))}`;

/** Queries, as the REST API takes them. */
export const soql: Door = {
    name: 'SOQL',
    input: (random) => mutated(random, VALID),
    special: () => [
        ...DEPTHS.flatMap((depth) => [
            `SELECT Id FROM Account WHERE ${nested('(', "Name = 'a'", ')', depth)}`,
            `SELECT Id FROM Account WHERE ${nested('NOT ', "Name = 'a'", '', depth)}`,
            `SELECT Id FROM Account WHERE ${nested('NOT (', "Name = 'a'", ')', depth)}`,
            `SELECT Id FROM Account WHERE Id IN ${nested('(SELECT Id FROM Account WHERE Id IN ', "('a')", ')', Math.min(depth, 1_500))}`,
            `SELECT ${nested('(SELECT ', 'Id', ' FROM Contacts)', Math.min(depth, 2_000))} FROM Account`,
            `SELECT Id FROM Account WHERE ${Array.from({ length: Math.min(depth, 3_000) }, () => "Name = 'a'").join(' AND ')}`,
            `SELECT Id FROM Account WHERE ${Array.from({ length: Math.min(depth, 3_000) }, () => "Name = 'a'").join(' OR ')}`,
            `SELECT Id FROM Account WHERE Name IN (${Array.from({ length: Math.min(depth, 10_000) }, () => "'a'").join(', ')})`,
            `SELECT ${nested('', 'Id', ', Id', Math.min(depth, 10_000))} FROM Account`,
            `SELECT ${'Account.'.repeat(Math.min(depth, 6_000))}Name FROM Contact`,
            `SELECT ${nested('FORMAT(', 'Name', ')', Math.min(depth, 6_000))} FROM Contact`
        ]),
        `SELECT Id FROM Account WHERE Name = '${'a'.repeat(60_000)}'`,
        `SELECT Id FROM Account WHERE Name LIKE '${'%a'.repeat(30_000)}'`,
        "SELECT Id FROM Account WHERE Name = '" + 'x'.repeat(200_000),
        ' '.repeat(65_000)
    ],
    send: (caller, input) => sendRequest(caller, 'GET', `${DATA}/query`, query(String(input)), '')
};
