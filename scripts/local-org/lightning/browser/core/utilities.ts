/** The utilities of the app: what is open, and how each is shown. One place for the bar and for `lightning/platformUtilityBarApi`. */
import type { UtilityView } from '../../../api/page/types.ts';

/** Source: Salesforce Console Developer Guide, "getInfo() for Lightning Experience". */
export interface UtilityInfo {
    readonly id: string;
    readonly isLoaded: boolean;
    readonly utilityLabel: string;
    readonly utilityIcon: string;
    readonly utilityIconVariant: string | undefined;
    readonly utilityHighlighted: boolean;
    readonly utilityVisible: boolean;
    readonly utilityPoppedOut: boolean;
    readonly panelHeaderLabel: string;
    readonly panelHeaderIcon: string;
    readonly panelHeaderIconVariant: string | undefined;
    readonly panelHeight: number;
    readonly panelWidth: number;
}
type Click = (event: { readonly utilityId: string; readonly panelVisible: boolean }) => void;

const infoOf = ({ id, label, icon, width, height, eager, background }: UtilityView): UtilityInfo => ({
    id,
    isLoaded: eager || background,
    utilityLabel: label,
    utilityIcon: icon,
    utilityIconVariant: undefined,
    utilityHighlighted: false,
    utilityVisible: false,
    utilityPoppedOut: false,
    panelHeaderLabel: label,
    panelHeaderIcon: icon,
    panelHeaderIconVariant: undefined,
    panelHeight: height,
    panelWidth: width
});

/** State of the utility bar. Only one panel is open at a time, as on the platform. */
export class Utilities {
    private readonly infos = new Map<string, UtilityInfo>();
    private readonly listeners = new Set<() => void>();
    private readonly clicks = new Map<string, Click[]>();

    start(views: readonly UtilityView[]): void {
        for (const view of views) if (!this.infos.has(view.id)) this.infos.set(view.id, infoOf(view));
        this.tell();
    }
    all(): UtilityInfo[] {
        return [...this.infos.values()];
    }
    /** @throws Error where there is no such utility */
    info(id: string): UtilityInfo {
        const info = this.infos.get(id);
        if (!info) throw new Error(`Cannot find utility with id: ${id}`);
        return info;
    }
    /** @throws Error where there is no such utility */
    change(id: string, changes: Partial<Omit<UtilityInfo, 'id'>>): void {
        this.infos.set(id, { ...this.info(id), ...changes });
        this.tell();
    }
    open(id: string): void {
        this.info(id);
        for (const one of this.all())
            if (one.utilityVisible && one.id !== id) this.infos.set(one.id, { ...one, utilityVisible: false });
        this.change(id, { utilityVisible: true, isLoaded: true });
    }
    minimize(id: string): void {
        this.change(id, { utilityVisible: false });
    }
    /** As a click on its button does. */
    toggle(id: string): void {
        if (this.info(id).utilityVisible) this.minimize(id);
        else this.open(id);
        const panelVisible = this.info(id).utilityVisible;
        for (const click of this.clicks.get(id) ?? []) click({ utilityId: id, panelVisible });
    }
    onClick(id: string, click: Click): void {
        this.info(id);
        this.clicks.set(id, [...(this.clicks.get(id) ?? []), click]);
    }
    /** @returns stops it */
    listen(listener: () => void): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }
    private tell(): void {
        for (const listener of this.listeners) listener();
    }
}

export const utilities = new Utilities();
