/** `lightning/uiObjectInfoApi`. */
import { objectInfo, picklistValues, picklistValuesByRecordType } from 'org/describe';
import { fieldName, objectName, type FieldReference, type ObjectInfo, type ObjectReference } from 'org/uiTypes';
import { fetchAdapter, type WireAdapter } from 'org/wire';

interface InfoConfig {
    readonly objectApiName?: ObjectReference;
}
export const getObjectInfo: WireAdapter<InfoConfig> = fetchAdapter<InfoConfig, ObjectInfo>(
    (config) => config.objectApiName !== undefined && objectName(config.objectApiName) !== '',
    (config) => objectInfo(objectName(config.objectApiName!))
);

interface InfosConfig {
    readonly objectApiNames?: readonly ObjectReference[];
}
export const getObjectInfos: WireAdapter<InfosConfig> = fetchAdapter<InfosConfig, unknown>(
    (config) => (config.objectApiNames?.length ?? 0) > 0,
    async (config) => {
        const results = await Promise.allSettled(config.objectApiNames!.map((name) => objectInfo(objectName(name))));
        return {
            results: results.map((one) =>
                one.status === 'fulfilled'
                    ? { statusCode: 200, result: one.value }
                    : {
                          statusCode: (one.reason as { status: number }).status,
                          result: (one.reason as { body: unknown }).body
                      }
            )
        };
    }
);

interface PicklistConfig {
    readonly recordTypeId?: string;
    readonly fieldApiName?: FieldReference;
}
export const getPicklistValues: WireAdapter<PicklistConfig> = fetchAdapter<PicklistConfig, unknown>(
    (config) => typeof config.recordTypeId === 'string' && config.fieldApiName !== undefined,
    (config) => {
        const [object = '', field = ''] = fieldName(config.fieldApiName!).split('.');
        return picklistValues(object, config.recordTypeId!, field);
    }
);

interface PicklistsConfig {
    readonly objectApiName?: ObjectReference;
    readonly recordTypeId?: string;
}
export const getPicklistValuesByRecordType: WireAdapter<PicklistsConfig> = fetchAdapter<PicklistsConfig, unknown>(
    (config) => typeof config.recordTypeId === 'string' && config.objectApiName !== undefined,
    (config) => picklistValuesByRecordType(objectName(config.objectApiName!), config.recordTypeId!)
);
