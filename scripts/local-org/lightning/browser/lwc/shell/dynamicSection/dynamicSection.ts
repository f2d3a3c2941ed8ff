import { LightningElement, api } from 'lwc';
import type { RecordPageView } from '../../../../../api/page/types';
import { objectInfo } from 'org/describe';
import { dynamicSection, sectionLabel } from 'org/dynamicForms';
import type { FormMode, FormSection } from 'org/layouts';
import type { PageItem } from 'org/regions';

/** A section of fields that the page itself names: read, and changed in place. */
export default class DynamicSection extends LightningElement {
    @api view?: RecordPageView;
    @api get item(): PageItem | undefined {
        return this._item;
    }
    set item(item: PageItem | undefined) {
        this._item = item;
        // a new function, so that the form reads its sections anew
        this.sectionsOf = (mode) => this.sections(mode);
    }

    sectionsOf?: (mode: FormMode) => Promise<FormSection[]>;
    any = true;
    private _item?: PageItem;

    get label(): string {
        return sectionLabel(this._item?.properties.label) || 'Fields';
    }
    get mode(): string {
        return this.view?.mayEdit ? 'view' : 'readonly';
    }

    private async sections(mode: FormMode): Promise<FormSection[]> {
        if (!this._item || !this.view) return [];
        const section = dynamicSection(this._item, await objectInfo(this.view.object), mode);
        this.any = section.rows.length > 0;
        return [section];
    }
}
