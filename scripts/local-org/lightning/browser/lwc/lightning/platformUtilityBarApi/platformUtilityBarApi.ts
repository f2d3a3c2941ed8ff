/** `lightning/platformUtilityBarApi`. Source: Salesforce Console Developer Guide, "Utility Bar API for Lightning Experience". */
import { createContextProvider } from 'lwc';
import { utilities, type UtilityInfo } from 'org/utilities';

interface Context {
    readonly utilityId?: string;
}

/** The utility that holds the component; undefined outside of the utility bar. */
export class EnclosingUtilityId {
    static readonly contextSchema = { utilityId: 'optional' };
    readonly #callback: (value: unknown) => void;
    constructor(callback: (value: unknown) => void) {
        this.#callback = callback;
    }
    connect(): void {
        this.#callback(undefined);
    }
    update(_config: object, context?: Context): void {
        this.#callback(context?.utilityId);
    }
    disconnect(): void {
        // nothing was opened
    }
}

type Provide = (
    element: object,
    options: { consumerConnectedCallback(consumer: { provide(context: Context): void }): void }
) => void;

/** Tells the components below an element which utility holds them: for the utility bar itself. */
export const provideUtility = (createContextProvider as (adapter: unknown) => Provide)(EnclosingUtilityId);

/** What a component may change of its utility; what is not named stays. */
interface UtilityChange {
    readonly label?: string;
    readonly icon?: string;
    readonly iconVariant?: string;
    readonly highlighted?: boolean;
}
interface PanelChange {
    readonly label?: string;
    readonly icon?: string;
    readonly iconVariant?: string;
    readonly height?: number;
    readonly width?: number;
}

const named = (values: Readonly<Record<string, unknown>>): Partial<UtilityInfo> =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/* eslint-disable @typescript-eslint/require-await -- what fails rejects, as there */
export const getInfo = async (utilityId: string): Promise<UtilityInfo> => utilities.info(utilityId);
export const getAllUtilityInfo = async (): Promise<readonly UtilityInfo[]> => utilities.all();

export const open = async (utilityId: string): Promise<boolean> => {
    utilities.open(utilityId);
    return true;
};
export const minimize = async (utilityId: string): Promise<boolean> => {
    utilities.minimize(utilityId);
    return true;
};
export const updateUtility = async (utilityId: string, change: UtilityChange): Promise<boolean> => {
    utilities.change(
        utilityId,
        named({
            utilityLabel: change.label,
            utilityIcon: change.icon,
            utilityIconVariant: change.iconVariant,
            utilityHighlighted: change.highlighted
        })
    );
    return true;
};
export const updatePanel = async (utilityId: string, change: PanelChange): Promise<boolean> => {
    utilities.change(
        utilityId,
        named({
            panelHeaderLabel: change.label,
            panelHeaderIcon: change.icon,
            panelHeaderIconVariant: change.iconVariant,
            panelHeight: change.height,
            panelWidth: change.width
        })
    );
    return true;
};
export const onUtilityClick = async (
    utilityId: string,
    callback: (event: { readonly utilityId: string; readonly panelVisible: boolean }) => void
): Promise<boolean> => {
    utilities.onClick(utilityId, callback);
    return true;
};

/** @throws Error always, through the promise */
const lacking = (name: string) => (): Promise<never> =>
    Promise.reject(new Error(`not supported by the local org: ${name} of lightning/platformUtilityBarApi`));

export const enableModal = lacking('enableModal');
export const enablePopout = lacking('enablePopout');
