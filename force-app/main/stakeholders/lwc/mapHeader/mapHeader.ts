import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import covered from '@salesforce/label/c.Gangway_Map_Coverage_Met';
import coverage from '@salesforce/label/c.Gangway_Map_Coverage';
import fewerGaps from '@salesforce/label/c.Gangway_Map_Fewer_Gaps';
import gapsLabel from '@salesforce/label/c.Gangway_Map_Gaps';
import hideRules from '@salesforce/label/c.Gangway_Map_Hide_Rules';
import met from '@salesforce/label/c.Gangway_Map_Rule_Met';
import moreGaps from '@salesforce/label/c.Gangway_Map_More_Gaps';
import noGaps from '@salesforce/label/c.Gangway_Map_No_Gaps';
import peopleAt from '@salesforce/label/c.Gangway_Map_People_At';
import notMet from '@salesforce/label/c.Gangway_Map_Rule_Not_Met';
import showGaps from '@salesforce/label/c.Gangway_Map_Show_Gaps';
import showRules from '@salesforce/label/c.Gangway_Map_Show_Rules';

/** So many gaps are shown until somebody asks for all. */
const SHOWN = 3;

/** Coverage with its rules, and gaps with what to do. Emits `gapaction` with the gap. */
export default class MapHeader extends LightningElement {
    @api view?: Gangway.MapView;
    /** Gaps are counted and shown when asked for. */
    @api dense = false;

    labels = Object.freeze({ coverage, gapsLabel, noGaps });
    areRulesShown = false;
    areAllShown = false;

    get heading(): string {
        return format(peopleAt, this.view?.accountName ?? '');
    }
    get score(): string {
        const { met: done = 0, total = 0 } = this.view?.coverage ?? {};
        return format(covered, done, total);
    }
    get dots(): { key: string; className: string; title: string }[] {
        return (this.view?.coverage.rules ?? []).map(({ key, met: isMet, label, explanation }) => ({
            key,
            className: isMet ? 'dot is-met' : 'dot',
            title: `${label}: ${explanation}`
        }));
    }
    get hasRules(): boolean {
        return this.dots.length > 0;
    }
    get rulesLabel(): string {
        return this.areRulesShown ? hideRules : showRules;
    }
    get expanded(): 'true' | 'false' {
        return this.areRulesShown ? 'true' : 'false';
    }
    get rules(): object[] {
        return (this.view?.coverage.rules ?? []).map((rule) => ({
            ...rule,
            tone: rule.met ? 'good' : 'warning',
            state: rule.met ? met : notMet
        }));
    }
    get gaps(): object[] {
        const all = this.view?.gaps ?? [];
        return (this.areAllShown ? all : all.slice(0, this.shownCount)).map((gap) => ({
            ...gap,
            icon: gap.severity === 'High' ? 'utility:error' : 'utility:warning',
            variant: gap.severity === 'High' ? 'error' : 'warning',
            description: `${gap.actionLabel}: ${gap.text}`
        }));
    }
    get hasNoGaps(): boolean {
        return this.view?.gaps.length === 0;
    }
    get mayAct(): boolean {
        return this.view?.mayEdit ?? false;
    }
    get hasMore(): boolean {
        return (this.view?.gaps.length ?? 0) > this.shownCount;
    }
    get moreLabel(): string {
        if (this.dense && !this.areAllShown) return format(showGaps, this.view?.gaps.length ?? 0);
        return this.areAllShown ? fewerGaps : format(moreGaps, (this.view?.gaps.length ?? 0) - this.shownCount);
    }

    private get shownCount(): number {
        return this.dense ? 0 : SHOWN;
    }

    handleRules(): void {
        this.areRulesShown = !this.areRulesShown;
    }
    handleMore(): void {
        this.areAllShown = !this.areAllShown;
    }
    handleGap(event: Event): void {
        const { key } = (event.currentTarget as HTMLElement).dataset;
        const gap = this.view?.gaps.find((one) => one.key === key);
        if (gap) this.dispatchEvent(new CustomEvent('gapaction', { detail: { gap } }));
    }
}
