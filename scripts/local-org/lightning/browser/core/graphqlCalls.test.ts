import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { gql, graphql, refreshGraphQL, runDocument, type GraphqlResult } from './graphqlCalls.ts';

const asked: { query: string; variables: unknown }[] = [];
let answer: () => Response;
const realFetch = globalThis.fetch;
beforeEach(() => {
    asked.length = 0;
    answer = () => Response.json({ data: { uiapi: { n: asked.length } }, errors: [] });
    globalThis.fetch = (_url, init) => {
        asked.push(JSON.parse(init?.body as string) as (typeof asked)[number]);
        return Promise.resolve(answer());
    };
});
afterEach(() => {
    globalThis.fetch = realFetch;
});

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const wire = (): { values: GraphqlResult[]; adapter: InstanceType<typeof graphql> } => {
    const values: GraphqlResult[] = [];
    const adapter = new graphql((value) => values.push(value as GraphqlResult));
    adapter.connect();
    return { values, adapter };
};

test('documents take fragments and nothing else', () => {
    const fragment = gql`
        fragment f on Account {
            Id
        }
    `;
    assert.match(
        gql`
            query {
                a
            }
            ${fragment}
        `.text,
        /query \{\s+a\s+\}\s+fragment f on Account/
    );
    assert.throws(() => gql`query { ${'a'} }`, /nothing but other gql documents/);
});

test('the wire waits for its variables, gives data, and asks again', async () => {
    const { values, adapter } = wire();
    const query = gql`
        query q($id: ID) {
            a
        }
    `;
    adapter.update({ query, variables: { id: undefined } });
    await settle();
    assert.deepEqual([values.length, asked.length], [1, 0]);
    adapter.update({ query, variables: { id: '1' } });
    await settle();
    assert.deepEqual(asked, [{ query: query.text, variables: { id: '1' } }]);
    assert.deepEqual([values[1]?.data, values[1]?.errors], [{ uiapi: { n: 1 } }, undefined]);
    await refreshGraphQL(values[1]);
    await values[2]?.refresh?.();
    assert.deepEqual(
        values.map(({ data }) => data),
        [undefined, { uiapi: { n: 1 } }, { uiapi: { n: 2 } }, { uiapi: { n: 3 } }]
    );
    adapter.disconnect();
    await refreshGraphQL(values[3]);
    assert.equal(values.length, 4);
});

test('errors are given beside the data, and those of the server too', async () => {
    answer = () => Response.json({ data: null, errors: [{ message: 'no such field' }] });
    assert.deepEqual(
        await runDocument({
            query: gql`
                {
                    a
                }
            `
        }),
        { data: undefined, errors: [{ message: 'no such field' }] }
    );
    answer = () => Response.json([{ message: 'Session expired', errorCode: 'INVALID_SESSION_ID' }], { status: 401 });
    assert.deepEqual(
        (
            await runDocument({
                query: gql`
                    {
                        a
                    }
                `
            })
        ).errors,
        [{ message: 'Session expired' }]
    );
});
