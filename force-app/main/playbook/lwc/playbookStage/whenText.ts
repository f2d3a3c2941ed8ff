import { format } from 'c/gangwayFormat';
import after from '@salesforce/label/c.Gangway_Anchor_After';
import at from '@salesforce/label/c.Gangway_Anchor_At';
import before from '@salesforce/label/c.Gangway_Anchor_Before';
import contract from '@salesforce/label/c.Gangway_Anchor_Contract';
import days from '@salesforce/label/c.Gangway_Working_Days';
import goLive from '@salesforce/label/c.Gangway_Anchor_Go_Live';
import kickoff from '@salesforce/label/c.Gangway_Anchor_Kickoff';
import oneDay from '@salesforce/label/c.Gangway_Working_Day';
import stageStart from '@salesforce/label/c.Gangway_Anchor_Stage_Start';

const ANCHORS: Readonly<Record<string, string>> = {
    Contract: contract,
    'Go-Live': goLive,
    Kickoff: kickoff,
    'Stage Start': stageStart
};

const daysText = (count: number): string => (count === 1 ? oneDay : format(days, count));

/** When an item of a playbook is due and how long it takes, in words: `3 working days before kickoff, takes 2 working days`. */
export const whenText = ({
    anchor,
    offsetDays,
    durationDays
}: Pick<Gangway.PlaybookItem, 'anchor' | 'offsetDays' | 'durationDays'>): string => {
    const day = ANCHORS[anchor ?? 'Kickoff'] ?? kickoff;
    const takes = daysText(durationDays);
    if (offsetDays === 0) return format(at, day, takes);
    return format(offsetDays > 0 ? after : before, daysText(Math.abs(offsetDays)), day, takes);
};
