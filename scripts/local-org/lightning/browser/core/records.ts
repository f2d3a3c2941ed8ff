import { request, UI_API } from './http.ts';
import { longId, records } from './recordStore.ts';
import type { UiRecord } from './uiTypes.ts';

/** Creates a record and tells the page. @throws ResponseError */
export const createRecord = async (input: {
    apiName: string;
    fields: Readonly<Record<string, unknown>>;
}): Promise<UiRecord> => {
    const record = await request<UiRecord>('POST', `${UI_API}/records`, {
        apiName: input.apiName,
        fields: input.fields
    });
    records.ingest(record);
    records.announce({ kind: 'created', id: longId(record.id), apiName: record.apiName });
    return record;
};

/** Changes a record, then reads again whatever the page shows of it: formulas may have followed. @throws ResponseError */
export const updateRecord = async (input: { fields: Readonly<Record<string, unknown>> }): Promise<UiRecord> => {
    const id = input.fields.Id;
    if (typeof id !== 'string') throw new Error('updateRecord needs fields.Id');
    const record = await request<UiRecord>('PATCH', `${UI_API}/records/${longId(id)}`, { fields: input.fields });
    records.ingest(record);
    await records.changed([id]);
    records.announce({ kind: 'updated', id: longId(id), apiName: record.apiName });
    return record;
};

/** Deletes a record and tells the page. @throws ResponseError */
export const deleteRecord = async (recordId: string): Promise<void> => {
    await request<undefined>('DELETE', `${UI_API}/records/${longId(recordId)}`);
    records.announce({ kind: 'deleted', id: longId(recordId), apiName: '' });
};
