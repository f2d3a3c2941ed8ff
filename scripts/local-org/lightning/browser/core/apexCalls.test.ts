import { strict as assert } from 'node:assert';
import { afterEach, test } from 'node:test';
import { apexMethod, getSObjectValue, refreshApex } from './apexCalls.ts';

const real = globalThis.fetch;
afterEach(() => (globalThis.fetch = real));

/** Answers with a number that grows, so that each call can be told from the next. */
const counting = (): { calls: { path: string; body: unknown }[] } => {
    const calls: { path: string; body: unknown }[] = [];
    globalThis.fetch = (input, init) => {
        calls.push({ path: typeof input === 'string' ? input : '', body: JSON.parse(init?.body as string) });
        return Promise.resolve(Response.json(calls.length));
    };
    return { calls };
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
interface Given {
    data?: unknown;
    error?: unknown;
}
const wire = (method: ReturnType<typeof apexMethod>, config: Record<string, unknown>) => {
    const values: Given[] = [];
    const instance = new method.adapter((value) => values.push(value as Given));
    instance.update(config);
    instance.connect();
    return { values, instance };
};

test('called, it posts the parameters and gives the result', async () => {
    const { calls } = counting();
    assert.equal(await apexMethod('PlanController.getPlan')({ planId: 'a' }), 1);
    assert.deepEqual(calls, [{ path: '/local-org/apex/PlanController/getPlan', body: { params: { planId: 'a' } } }]);
});

test('wired twice with the same parameters, it is called once; with others, again', async () => {
    const { calls } = counting();
    const method = apexMethod('Plans.get');
    const one = wire(method, { id: 'a' });
    const two = wire(method, { id: 'a' });
    const three = wire(method, { id: 'b' });
    await settled();
    assert.equal(calls.length, 2);
    assert.deepEqual(
        [one, two, three].map(({ values }) => values.at(-1)?.data),
        [1, 1, 2]
    );
});

test('it waits until every parameter has a value', async () => {
    const { calls } = counting();
    const { values, instance } = wire(apexMethod('Plans.waits'), { id: undefined });
    await settled();
    assert.equal(calls.length, 0);
    assert.deepEqual(values, [{ data: undefined, error: undefined }]);
    instance.update({ id: null });
    await settled();
    assert.equal(calls.length, 1);
});

test('refreshApex calls again and tells all who wired it', async () => {
    counting();
    const method = apexMethod('Plans.refreshed');
    const one = wire(method, { id: 'a' });
    const two = wire(method, { id: 'a' });
    await settled();
    await refreshApex(one.values.at(-1));
    assert.equal(one.values.at(-1)?.data, 2);
    assert.equal(two.values.at(-1)?.data, 2);
});

test("an exception arrives as the platform's error", async () => {
    globalThis.fetch = () =>
        Promise.resolve(
            Response.json({ message: 'No.', exceptionType: 'System.AuraHandledException' }, { status: 500 })
        );
    await assert.rejects(
        apexMethod('Plans.fails')(),
        (error: { status: number; body: { message: string } }) => error.status === 500 && error.body.message === 'No.'
    );
});

test('getSObjectValue follows parents', () => {
    const record = { Name: 'Deal', Account: { Name: 'Acme' } };
    assert.equal(getSObjectValue(record, 'Name'), 'Deal');
    assert.equal(getSObjectValue(record, { objectApiName: 'Opportunity', fieldApiName: 'Account.Name' }), 'Acme');
    assert.equal(getSObjectValue(record, { objectApiName: 'Opportunity', fieldApiName: 'Owner.Name' }), undefined);
});
