import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, test } from 'node:test';
import { RecordStore, longId } from './recordStore.ts';
import type { UiRecord } from './uiTypes.ts';
import type { WireValue } from './wire.ts';

const ACCOUNT = '001000000000001AAA';
const DEAL = '006000000000001AAA';

/** A server with two records; each request is noted. */
const server = () => {
    const state = { name: 'Acme', stage: 'Prospecting', requests: [] as string[] };
    const account = (): object => ({
        displayValue: state.name,
        value: { apiName: 'Account', id: ACCOUNT, fields: { Name: { displayValue: null, value: state.name } } }
    });
    const all = (): Record<string, object> => ({
        StageName: { displayValue: state.stage, value: state.stage },
        Amount: { displayValue: '$5', value: 5 },
        Account: account()
    });
    globalThis.fetch = (input) => {
        const url = new URL(typeof input === 'string' ? input : '', 'http://x');
        state.requests.push(decodeURIComponent(url.pathname.split('/').at(-1)! + url.search));
        const asked = `${url.searchParams.get('fields') ?? ''},${url.searchParams.get('optionalFields') ?? ''}`
            .split(',')
            .filter(Boolean);
        if (url.searchParams.get('fields')?.includes('Secret')) {
            return Promise.resolve(
                Response.json([{ errorCode: 'INVALID_FIELD', message: "No such column 'Secret'" }], { status: 400 })
            );
        }
        if (url.pathname.includes(ACCOUNT)) {
            return Promise.resolve(
                Response.json({
                    apiName: 'Account',
                    id: ACCOUNT,
                    fields: { Name: { displayValue: null, value: state.name } }
                })
            );
        }
        const names = asked.map((field) => field.split('.')[1]!).filter((name) => name in all());
        return Promise.resolve(
            Response.json({
                apiName: 'Opportunity',
                id: DEAL,
                fields: Object.fromEntries(names.map((name) => [name, all()[name]]))
            })
        );
    };
    return state;
};

const real = globalThis.fetch;
let state: ReturnType<typeof server>;
beforeEach(() => (state = server()));
afterEach(() => (globalThis.fetch = real));
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Subscribes and collects what is given. */
const watch = (store: RecordStore, id: string, required: string[], optional: string[] = []) => {
    const values: WireValue<UiRecord>[] = [];
    const stop = store.subscribe(id, required, optional, (value) => values.push(value));
    return { values, stop };
};

test('several components asking at once make one request, and each gets its own fields', async () => {
    const store = new RecordStore();
    const one = watch(store, DEAL, ['Opportunity.StageName']);
    const two = watch(store, DEAL, ['Opportunity.Amount']);
    await settled();
    assert.deepEqual(state.requests, [`${DEAL}?optionalFields=Opportunity.StageName,Opportunity.Amount`]);
    assert.deepEqual(Object.keys(one.values.at(-1)!.data!.fields), ['StageName']);
    assert.deepEqual(Object.keys(two.values.at(-1)!.data!.fields), ['Amount']);
});

test('a second component is served from what is there', async () => {
    const store = new RecordStore();
    watch(store, DEAL, ['Opportunity.StageName']);
    await settled();
    const late = watch(store, DEAL, ['Opportunity.StageName']);
    assert.equal(late.values.at(-1)?.data?.fields.StageName?.value, 'Prospecting');
    assert.equal(state.requests.length, 1);
});

test('a change of the parent is seen where only its name is shown', async () => {
    const store = new RecordStore();
    const deal = watch(store, DEAL, ['Opportunity.Account.Name']);
    await settled();
    store.ingest({ apiName: 'Account', id: ACCOUNT, fields: { Name: { displayValue: null, value: 'Acme Corp' } } });
    const parent = deal.values.at(-1)?.data?.fields.Account?.value as UiRecord;
    assert.equal(parent.fields.Name?.value, 'Acme Corp');
});

test('changed() reads again for every subscriber, and tells only what differs', async () => {
    const store = new RecordStore();
    const stage = watch(store, DEAL, ['Opportunity.StageName']);
    const amount = watch(store, DEAL, ['Opportunity.Amount']);
    await settled();
    state.stage = 'Closed Won';
    await store.changed([DEAL.slice(0, 15)]);
    assert.equal(stage.values.at(-1)?.data?.fields.StageName?.value, 'Closed Won');
    assert.equal(amount.values.length, 1);
});

test("a required field that cannot be read is the server's error, an optional one is left out", async () => {
    const store = new RecordStore();
    const strict = watch(store, DEAL, ['Opportunity.Secret']);
    const lenient = watch(store, DEAL, ['Opportunity.StageName'], ['Opportunity.Hidden']);
    await settled();
    assert.equal((strict.values.at(-1)?.error as { body: { errorCode: string } }).body.errorCode, 'INVALID_FIELD');
    assert.deepEqual(Object.keys(lenient.values.at(-1)!.data!.fields), ['StageName']);
});

test('nobody is told after leaving', async () => {
    const store = new RecordStore();
    const { values, stop } = watch(store, DEAL, ['Opportunity.StageName']);
    stop();
    await settled();
    assert.deepEqual(values, []);
});

test('what is given cannot be changed', async () => {
    const store = new RecordStore();
    const { values } = watch(store, DEAL, ['Opportunity.StageName']);
    await settled();
    assert.throws(() => ((values.at(-1)!.data!.fields as Record<string, unknown>).StageName = 1), TypeError);
});

test('Ids of 15 characters are those of 18', () => {
    assert.equal(longId('001D000000IRFma'), '001D000000IRFmaIAH');
    assert.equal(longId(DEAL.slice(0, 15)), DEAL);
});
