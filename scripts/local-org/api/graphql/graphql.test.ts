/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are JSON */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { V, openTestOrg } from '../testOrg.ts';
import type { Answer, TestOrg } from '../testOrg.ts';

let t: TestOrg;
const ask = (query: string, variables: unknown = undefined, userId = t.org.administratorId): Answer['body'] => {
    const answer = t.as(userId, 'POST', `${V}/graphql`, { query, variables });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
};
/** The records of a query without errors. */
const records = (query: string, variables?: unknown, userId?: string): Answer['body'] => {
    const { data, errors } = ask(
        `query q($a: String, $n: Int, $yes: Boolean = true) { uiapi { query { ${query} } } }`.replace(
            /\(\$a[^)]*\)/,
            (all) => (variables === undefined ? '' : all)
        ),
        variables,
        userId
    );
    assert.deepEqual(errors, []);
    return data.uiapi.query;
};
const nodes = (connection: Answer['body']): Answer['body'][] =>
    connection.edges.map((edge: Answer['body']) => edge.node);

before(() => {
    t = openTestOrg();
    const account = (name: string, employees: number) =>
        t.call('POST', `${V}/sobjects/Account`, { Name: name, NumberOfEmployees: employees, Industry: 'Energy' }).body
            .id;
    const [one, two] = [account('One', 10), account('Two', 20)];
    const visit = (name: string, parent: string, cost: number, kind: string) =>
        t.call('POST', `${V}/sobjects/Visit__c`, {
            Name: name,
            Account__c: parent,
            Cost__c: cost,
            Kind__c: kind,
            Day__c: '2026-01-02',
            Secret__c: 's'
        });
    for (let index = 1; index <= 3; index++) visit(`V${index}`, one, index * 1000, 'Trip');
    visit('W1', two, 5, 'Call');
});
after(() => t.org.close());

describe('GraphQL queries', () => {
    it('give values as they are and as they are read', () => {
        const found = nodes(
            records(
                'Visit__c(where: { Name: { eq: "V1" } }) { edges { node { Id ApiName Name { value displayValue } Cost__c { value displayValue } Day__c { value displayValue } Kind__c { value label } Owner { ... on User { Username { value } } } OwnerId { value } } } }'
            ).Visit__c
        );
        assert.equal(found.length, 1);
        assert.match(found[0].Id, /^a\w{17}$/);
        assert.deepEqual(
            [found[0].ApiName, found[0].Name, found[0].Cost__c, found[0].Day__c, found[0].Kind__c],
            [
                'Visit__c',
                { value: 'V1', displayValue: null },
                { value: 1000, displayValue: '$1,000.00' },
                { value: '2026-01-02', displayValue: '1/2/2026' },
                { value: 'Trip', label: 'A trip' }
            ]
        );
        assert.match(found[0].Owner.Username.value, /@/);
    });
    it('look for Ids in the rows of another object', () => {
        const names = (where: string, userId?: string): string[] =>
            nodes(records(`Account(where: ${where}) { edges { node { Name { value } } } }`, undefined, userId).Account)
                .map((node: Answer['body']) => node.Name.value as string)
                .sort();
        const join = (operator: string, filter: string): string =>
            `{ Industry: { eq: "Energy" }, Id: { ${operator}: { Visit__c: ${filter}, ApiName: "Account__c" } } }`;
        assert.deepEqual(names(join('inq', '{ Cost__c: { gt: 2000 }, Name: { like: "V%" } }')), ['One']);
        assert.deepEqual(names(join('inq', '{}')), ['One', 'Two']);
        assert.deepEqual(names(join('ninq', '{ Kind__c: { eq: "Trip" } }')), ['Two']);
        const visits = nodes(
            records(
                'Visit__c(where: { Account__c: { inq: { Account: { Name: { eq: "Two" } }, ApiName: "Id" } } }) { edges { node { Name { value } } } }'
            ).Visit__c
        );
        assert.deepEqual(
            visits.map((node) => node.Name.value),
            ['W1']
        );
        const wrong = (filter: string): string =>
            ask(`{ uiapi { query { Account(where: { Id: { inq: ${filter} } }) { totalCount } } } }`).errors[0].message;
        assert.match(wrong('{ Visit__c: {} }'), /ApiName/);
        assert.match(wrong('{ Visit__c: {}, Contact: {}, ApiName: "AccountId" }'), /one object/);
        assert.match(wrong('{ Nothing: {}, ApiName: "Id" }'), /Nothing/);
    });
    it('filter, order and page', () => {
        const page = (after: string) =>
            records(
                `Visit__c(first: 2, after: ${after}, where: { or: [{ Cost__c: { gte: 1000 } }, { not: { Name: { like: "V%" } } }], Kind__c: { in: ["Trip", "Call"] } }, orderBy: { Cost__c: { order: DESC, nulls: LAST } }) { totalCount pageResultCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { Name { value } } } }`
            ).Visit__c;
        const first = page('null');
        assert.deepEqual(
            [
                first.totalCount,
                first.pageResultCount,
                nodes(first).map((node) => node.Name.value),
                first.pageInfo.hasNextPage,
                first.pageInfo.hasPreviousPage
            ],
            [4, 2, ['V3', 'V2'], true, false]
        );
        const second = page(JSON.stringify(first.pageInfo.endCursor));
        assert.deepEqual(
            [
                nodes(second).map((node) => node.Name.value),
                second.pageInfo.hasNextPage,
                second.pageInfo.hasPreviousPage
            ],
            [['V1', 'W1'], false, true]
        );
        const dated = records(
            'Visit__c(where: { and: [{ Day__c: { eq: { value: "2026-01-02" } } }, { CreatedDate: { eq: { literal: TODAY } } }, { CreatedDate: { gte: { range: { last_n_days: 3 } } } }, { Account__r: { Name: { eq: "Two" } } }] }) { edges { node { Name { value } } } }'
        );
        assert.deepEqual(
            nodes(dated.Visit__c).map((node) => node.Name.value),
            ['W1']
        );
    });
    it('follow parents and children, with fragments, aliases, variables and directives', () => {
        const text = `Account(orderBy: { Name: { order: ASC } }, where: { Name: { in: ["One", "Two"] } }) { edges { node { ...names dear: Visits__r(first: $n, where: { Cost__c: { gt: 10 } }, orderBy: { Cost__c: { order: DESC } }) { totalCount edges { node { Name { value } Account__r { Name { value } Visits__r { totalCount } } } } } all: Visits__r { totalCount edges { node { Name { value } } } } Industry @skip(if: $yes) { value } } } }`;
        const query = `query q($n: Int, $yes: Boolean!) { uiapi { query { ${text} } } } fragment names on Account { Name { value } }`;
        const { data, errors } = ask(query, { n: 2, yes: true });
        assert.deepEqual(errors, []);
        const [one, two] = nodes(data.uiapi.query.Account);
        assert.deepEqual(
            [
                one.Name.value,
                one.dear.totalCount,
                nodes(one.dear).map((node) => node.Name.value),
                one.all.totalCount,
                'Industry' in one
            ],
            ['One', 3, ['V3', 'V2'], 3, false]
        );
        assert.deepEqual(
            [nodes(one.dear)[0].Account__r.Name.value, nodes(one.dear)[0].Account__r.Visits__r.totalCount],
            ['One', 3]
        );
        assert.deepEqual([two.dear.totalCount, nodes(two.dear), nodes(two.all)[0].Name.value], [0, [], 'W1']);
    });
    it('group and compute', () => {
        const { data, errors } = ask(
            '{ uiapi { aggregate { Visit__c(groupBy: { Kind__c: { group: true } }) { totalCount edges { node { aggregate { Kind__c { value } Cost__c { sum { value displayValue } avg { value } max { value } } Id { count { value } } } } } } } } }'
        );
        assert.deepEqual(errors, []);
        const rows = nodes(data.uiapi.aggregate.Visit__c).map(({ aggregate }) => [
            aggregate.Kind__c.value,
            aggregate.Cost__c.sum.value,
            aggregate.Cost__c.avg.value,
            aggregate.Cost__c.max.value,
            aggregate.Id.count.value
        ]);
        assert.deepEqual(rows, [
            ['Call', 5, 5, 5, 1],
            ['Trip', 6000, 2000, 3000, 3]
        ]);
    });
    it('group by parts of dates, and order groups by what they compute', () => {
        const { data, errors } = ask(
            '{ uiapi { aggregate { Visit__c(groupBy: { Kind__c: { group: true } }, orderBy: { Cost__c: { function: SUM, order: DESC } }) { edges { node { aggregate { Kind__c { value } } } } } byYear: Visit__c(groupBy: { CreatedDate: { function: CALENDAR_YEAR } }) { edges { node { aggregate { CreatedDate { calendarYear { value } } Id { count { value } } } } } } } } }'
        );
        assert.deepEqual(errors, []);
        const { aggregate } = data.uiapi;
        assert.deepEqual(
            nodes(aggregate.Visit__c).map((one) => one.aggregate.Kind__c.value),
            ['Trip', 'Call']
        );
        assert.deepEqual(
            nodes(aggregate.byYear).map((one) => [
                one.aggregate.CreatedDate.calendarYear.value,
                one.aggregate.Id.count.value
            ]),
            [[new Date().getUTCFullYear(), 4]]
        );
        const loose = ask(
            '{ uiapi { aggregate { Visit__c(groupBy: { Kind__c: { group: true } }, orderBy: { Name: { order: ASC } }) { totalCount } } } }'
        );
        assert.match(loose.errors[0].message, /Name must be grouped by, or aggregated/);
    });
    it('describe objects, and themselves', () => {
        const { data } = ask(
            '{ uiapi { objectInfos(apiNames: ["Visit__c"]) { ApiName label fields { ApiName dataType } childRelationships { relationshipName } } } __schema { queryType { name } } __type(name: "Visit__c") { fields { name } } }'
        );
        const [info] = data.uiapi.objectInfos;
        assert.deepEqual([info.ApiName, info.label], ['Visit__c', 'Visit']);
        assert.ok(
            info.fields.some((field: Answer['body']) => field.ApiName === 'Cost__c' && field.dataType === 'Currency')
        );
        assert.ok(data.__type.fields.some((field: Answer['body']) => field.name === 'Account__r'));
    });
});

describe('GraphQL refusals', () => {
    const errorOf = (query: string, userId?: string) => {
        const { data, errors } = ask(query, undefined, userId);
        assert.equal(data, null);
        return errors[0];
    };
    it('name what is wrong, and where', () => {
        const unknown = errorOf('{ uiapi { query { Visit__c { edges { node { Nothing { value } } } } } } }');
        assert.match(unknown.message, /Nothing/);
        assert.deepEqual(
            [unknown.locations, unknown.extensions.ErrorType],
            [[{ line: 1, column: 45 }], 'ValidationError']
        );
        assert.match(errorOf('{ uiapi {').message, /Syntax Error/);
        assert.match(errorOf('{'.repeat(20_000)).message, /nested deeper/);
        assert.match(errorOf(`{ uiapi { ${'a '.repeat(30_000)} } }`).message, /token/);
        assert.equal(t.call('POST', `${V}/graphql`, { query: 3 }).status, 400);
        assert.equal(t.call('POST', `${V}/graphql`, 'x').body[0].errorCode, 'JSON_PARSER_ERROR');
        const wrong = ask(
            '{ uiapi { query { Visit__c(where: { Day__c: { eq: { value: "never" } } }) { edges { node { Id } } } } } }'
        );
        assert.equal(wrong.errors[0].extensions.ErrorType, 'JSON_PARSER_ERROR');
        assert.deepEqual(wrong.errors[0].paths, ['uiapi', 'query', 'Visit__c']);
        assert.match(
            ask('{ uiapi { query { Visit__c(first: 5000) { totalCount } } } }').errors[0].message,
            /between 1 and 2000/
        );
        assert.match(ask('{ uiapi { query { Visit__c(after: "x") { totalCount } } } }').errors[0].message, /cursor/);
    });
    it('hide what the user may not see', () => {
        assert.match(
            errorOf('{ uiapi { query { Visit__c { edges { node { Secret__c { value } } } } } } }', t.ann).message,
            /Secret__c/
        );
        assert.match(
            errorOf('{ uiapi { query { Visit__c(where: { Secret__c: { eq: "s" } }) { totalCount } } } }', t.ann)
                .message,
            /Secret__c/
        );
        assert.equal(records('Visit__c { totalCount }', undefined, t.ann).Visit__c.totalCount, 0);
        assert.equal(
            t.as(undefined, 'POST', `${V}/graphql`, { query: '{ uiapi { query { Visit__c { totalCount } } } }' })
                .status,
            401
        );
    });
});

describe('GraphQL mutations', () => {
    const count = (name: string): number =>
        records(`Visit__c(where: { Name: { like: "${name}%" } }) { totalCount }`).Visit__c.totalCount;
    it('create, update and delete', () => {
        const made = ask(
            'mutation m($cost: Currency) { uiapi { Visit__cCreate(input: { Visit__c: { Name: "M1", Cost__c: $cost } }) { Record { Id Name { value } Cost__c { value } } } } }',
            { cost: 12.5 }
        );
        assert.deepEqual(made.errors, []);
        const { Id, ...rest } = made.data.uiapi.Visit__cCreate.Record;
        assert.deepEqual(rest, { Name: { value: 'M1' }, Cost__c: { value: 12.5 } });
        const changed = ask(
            `mutation { uiapi { Visit__cUpdate(input: { Id: "${Id}", Visit__c: { Name: "M2" } }) { Record { Name { value } } } } }`
        );
        assert.equal(changed.data.uiapi.Visit__cUpdate.Record.Name.value, 'M2');
        assert.deepEqual(
            ask(`mutation { uiapi { Visit__cDelete(input: { Id: "${Id}" }) { Id } } }`).data.uiapi.Visit__cDelete,
            { Id }
        );
        assert.equal(count('M'), 0);
    });
    it('do all or nothing, unless told otherwise', () => {
        const both = (input: string) =>
            ask(
                `mutation { uiapi${input} { a: Visit__cCreate(input: { Visit__c: { Name: "N1" } }) { Record { Id } } b: Visit__cCreate(input: { Visit__c: { Kind__c: "Nonsense", Name: "N2" } }) { Record { Id } } } }`
            );
        const none = both('');
        assert.deepEqual(
            [none.data, none.errors.length, none.errors[0].extensions.ErrorType],
            [null, 1, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST']
        );
        assert.equal(count('N'), 0);
        assert.match(both('(input: { allOrNone: false })').data.uiapi.a.Record.Id, /^a/);
        assert.equal(count('N'), 1);
    });
});
