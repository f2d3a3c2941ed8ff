/** What stands in the utility bar of an app. Source: Metadata API Developer Guide, FlexiPage (UtilityBar); Salesforce Help, "Utility Bar". */
import type { Transaction } from '../../database/types.ts';
import type { AppDef, PageItem } from '../../metadata/types.ts';
import type { Call } from '../types.ts';
import type { UtilityView } from './types.ts';
import { visibleRegions } from './visibility.ts';

/** Source: Salesforce Help, "Utility Bar": the panel's size where the page names none. */
const WIDTH = 340;
const HEIGHT = 480;
/** Labels of the platform's own utilities, where the page names none. */
const LABELS: Readonly<Record<string, string>> = {
    'notes:utilityBarNoteList': 'Notes',
    'console:history': 'History',
    'forceChatter:publisher': 'Chatter Publisher',
    'forceChatter:exposedFeed': 'Chatter Feed',
    'flexipage:recentItems': 'Recent Items',
    'flexipage:filterListCard': 'List View',
    'runtime_sales_todo_list:unifiedToDoListAuraWrapper': 'To Do List'
};

const pixels = (text: string | undefined, otherwise: number): number => {
    const value = Number(text);
    return text !== undefined && Number.isInteger(value) && value > 0 ? value : otherwise;
};

const viewOf = (item: PageItem, index: number, background: boolean): UtilityView => {
    const { label, icon, width, height, eager } = item.decorators ?? {};
    const plain = item.component.replace(/^.*:/, '');
    return {
        id: `utility-${index}`,
        label: label ?? LABELS[item.component] ?? plain,
        icon: icon ?? 'apps',
        width: pixels(width, WIDTH),
        height: pixels(height, HEIGHT),
        eager: eager === 'true',
        background,
        item
    };
};

/** The utilities of an app that this user sees; none on phones. */
export const utilitiesOf = (call: Call, tx: Transaction, { utilityBar }: AppDef): UtilityView[] => {
    const formFactor = call.query.get('formFactor') ?? 'Large';
    const page = call.org.current.model.pages.flexiPages.find(({ name }) => name === utilityBar);
    if (!page || formFactor === 'Small') return [];
    return visibleRegions(page.regions, { org: call.org, tx, formFactor })
        .flatMap(({ name, items }) => items.map((item) => ({ item, background: name === 'backgroundComponents' })))
        .map(({ item, background }, index) => viewOf(item, index, background));
};
