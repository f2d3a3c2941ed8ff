/** FeatureManagement: custom permissions, and the feature parameters of the package. */
import { DateValue } from '../../model/index.ts';
import type { FeatureParameterDef } from '../../metadata/types.ts';
import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { need, raise } from './support.ts';

type Kind = FeatureParameterDef['kind'];

/** @throws NoDataFoundException where the package has no such parameter */
const parameter = (kind: Kind, name: string | null): FeatureParameterDef => {
    const wanted = need(name).toLowerCase();
    const found = execution().program.model.featureParameters.find(
        (one) => one.kind === kind && one.name.toLowerCase() === wanted
    );
    return found ?? raise('System.NoDataFoundException', `FeatureParameter${kind} ${name} not found`);
};
const keyOf = ({ kind, name }: FeatureParameterDef): string => `feature/${kind}/${name.toLowerCase()}`;

const READ: Readonly<Record<Kind, (text: string) => unknown>> = {
    Boolean: (text) => text === 'true',
    Date: (text) => DateValue.parse(text) ?? null,
    Integer: (text) => Number(text)
};
const check = (kind: Kind, name: string | null): unknown => {
    const found = parameter(kind, name);
    const kept = execution().database.store.get(keyOf(found));
    return READ[kind](kept ? new TextDecoder().decode(kept) : found.value);
};
/** Keeps a value, in the set-up object that the platform keeps it in. */
const set = (kind: Kind, name: string | null, value: unknown): void => {
    const found = parameter(kind, name);
    execution().database.store.set(keyOf(found), new TextEncoder().encode(String(need(value))));
};
const valueMembers = (kind: Kind): LibraryType['members'] => ({
    [`static ${kind} checkPackage${kind}Value(String name)`]: (name: string | null) => check(kind, name),
    [`static void setPackage${kind}Value(String name, ${kind} value)`]: (name: string | null, value: unknown) =>
        set(kind, name, value)
});

/**
 * Hides custom permissions of a package from its subscribers, or shows its permissions and objects to them. The org in which a package is
 * made sees them all the time: here nothing changes. @throws InvalidParameterValueException for what cannot be hidden or shown
 */
const changeProtection = (name: string | null, type: string | null, protection: string | null): void => {
    const { model } = execution().program;
    const isPermission = need(type) === 'CustomPermission';
    if (!isPermission && type !== 'CustomObject')
        raise('System.InvalidParameterValueException', `Invalid type: ${type}`);
    if (need(protection) !== 'Unprotected' && !(isPermission && protection === 'Protected'))
        raise('System.InvalidParameterValueException', `Invalid protection: ${protection}`);
    if (isPermission ? !model.customPermissions.has(need(name)) : !model.schema.object(need(name)))
        raise('System.InvalidParameterValueException', `${type} ${name} not found`);
};

/** System.FeatureManagement. Source: Apex Reference Guide, FeatureManagement Class; Second-Generation Managed Packaging, "Manage Features". */
export const featureManagement: LibraryType = {
    name: 'System.FeatureManagement',
    kind: 'class',
    members: {
        'static Boolean checkPermission(String name)': (name: string) =>
            execution().tx.user.access.permission(need(name)),
        ...valueMembers('Boolean'),
        ...valueMembers('Date'),
        ...valueMembers('Integer'),
        'static void changeProtection(String apiName, String typeApiName, String protection)': changeProtection
    }
};
