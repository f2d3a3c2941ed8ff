import { LightningElement, api } from 'lwc';
import { dayText, daysBetween, format } from 'c/gangwayFormat';
import conflictText from '@salesforce/label/c.Gangway_Date_Conflict';
import goLiveLate from '@salesforce/label/c.Gangway_Go_Live_Late';
import goLiveMoves from '@salesforce/label/c.Gangway_Go_Live_Moves';
import goLiveStays from '@salesforce/label/c.Gangway_Go_Live_Stays';
import moveBehind from '@salesforce/label/c.Gangway_Move_Behind';
import moveLine from '@salesforce/label/c.Gangway_Move_Line';
import movesMany from '@salesforce/label/c.Gangway_Moves_Many';
import movesNone from '@salesforce/label/c.Gangway_Moves_None';
import movesOne from '@salesforce/label/c.Gangway_Moves_One';

interface Line {
    key: string;
    text: string;
    why: string;
}

/** What a change of dates would do, as the server previewed it: what moves and behind whom, what cannot, and go-live. */
export default class PlanMoves extends LightningElement {
    @api preview?: Gangway.SchedulePreview;
    /** The item that is being moved itself, left out of the list. */
    @api itemId = '';
    @api today = '';

    get moves(): Line[] {
        return (this.preview?.moves ?? [])
            .filter(({ itemId }) => itemId !== this.itemId)
            .sort((a, b) => (a.toDue ?? '').localeCompare(b.toDue ?? ''))
            .map(({ itemId, title, fromDue, toDue, causeTitle }) => ({
                key: itemId,
                text: format(moveLine, title, dayText(fromDue, this.today), dayText(toDue, this.today)),
                why: causeTitle ? format(moveBehind, causeTitle) : ''
            }));
    }
    get heading(): string {
        const count = this.moves.length;
        if (count === 0) return movesNone;
        return count === 1 ? movesOne : format(movesMany, count);
    }
    get conflicts(): Line[] {
        return (this.preview?.conflicts ?? []).map(({ itemId, title, earliestStart, causeTitle }) => ({
            key: itemId,
            text: format(conflictText, title, dayText(earliestStart, this.today), causeTitle ?? ''),
            why: ''
        }));
    }
    get hasConflicts(): boolean {
        return this.conflicts.length > 0;
    }
    get goLive(): string {
        const { goLiveBefore: before, goLiveAfter: after } = this.preview ?? {};
        if (!after) return '';
        return before && before !== after
            ? format(goLiveMoves, dayText(before, this.today), dayText(after, this.today))
            : format(goLiveStays, dayText(after, this.today));
    }
    get goLiveLate(): string {
        const { goLiveAfter: after, committedGoLive: committed } = this.preview ?? {};
        const days = after && committed ? daysBetween(committed, after) : 0;
        return days > 0 ? format(goLiveLate, days) : '';
    }
}
