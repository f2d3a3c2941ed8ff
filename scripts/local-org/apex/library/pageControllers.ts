import { SObject } from '../../model/index.ts';
import { ApexList, callerMode, execution, saveRecords } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { QueryLocator } from './batch.ts';
import { PageReference } from './pageReference.ts';
import { need, raise, refused } from './support.ts';

const DEFAULT_PAGE_SIZE = 20;
/** Source: Visualforce Developer Guide, StandardSetController: at most 10,000 records. */
const MAX_RECORDS = 10_000;

const pageOf = (record: SObject): PageReference | null =>
    record.id === undefined ? null : new PageReference(`/${record.id}`);

/** ApexPages.StandardController. */
class StandardController {
    readonly record: SObject;
    constructor(record: SObject) {
        this.record = record;
    }
}
const standard: LibraryType = {
    name: 'ApexPages.StandardController',
    kind: 'class',
    is: (value) => value instanceof StandardController,
    members: {
        'new(SObject record)': (record: SObject | null) => new StandardController(need(record)),
        'void addFields(List<String> fields)': () => null,
        'PageReference cancel()': ({ record }: StandardController) =>
            pageOf(record) ?? new PageReference(`/${record.type.keyPrefix}/o`),
        'PageReference delete()': ({ record }: StandardController) => {
            saveRecords('delete', [record], { allOrNone: true, mode: callerMode() });
            return new PageReference(`/${record.type.keyPrefix}/o`);
        },
        'PageReference edit()': ({ record }: StandardController) => new PageReference(`/${record.id ?? ''}/e`),
        'String getId()': ({ record }: StandardController) => record.id ?? null,
        'SObject getRecord()': ({ record }: StandardController) => record,
        'void reset()': () => null,
        'PageReference save()': ({ record }: StandardController) => {
            saveRecords(record.id === undefined ? 'insert' : 'update', [record], {
                allOrNone: true,
                mode: callerMode()
            });
            return pageOf(record);
        },
        'PageReference view()': ({ record }: StandardController) => pageOf(record)
    }
};

/** ApexPages.StandardSetController: records page by page. */
class StandardSetController {
    readonly records: ApexList;
    selected: ApexList;
    pageSize = DEFAULT_PAGE_SIZE;
    page = 1;
    constructor(records: ApexList) {
        if (records.size > MAX_RECORDS)
            raise('System.VisualforceException', `The number of records is limited to ${MAX_RECORDS}`);
        this.records = records;
        this.selected = new ApexList(records.element);
    }
    get pages(): number {
        return Math.max(1, Math.ceil(this.records.size / this.pageSize));
    }
    get shown(): ApexList {
        const from = (this.page - 1) * this.pageSize;
        return new ApexList(this.records.element, this.records.items.slice(from, from + this.pageSize));
    }
    go(page: number): null {
        this.page = Math.min(Math.max(1, page), this.pages);
        return null;
    }
}
const standardSet: LibraryType = {
    name: 'ApexPages.StandardSetController',
    kind: 'class',
    is: (value) => value instanceof StandardSetController,
    members: {
        'new(List<SObject> records)': (records: ApexList | null) => new StandardSetController(need(records)),
        'new(Database.QueryLocator locator)': (locator: QueryLocator | null) =>
            new StandardSetController(need(locator).rows),
        'void addFields(List<String> fields)': () => null,
        'PageReference cancel()': () => new PageReference('/home/home.jsp'),
        'void first()': (self: StandardSetController) => self.go(1),
        'Boolean getCompleteResult()': () => true,
        'String getFilterId()': refused('StandardSetController.getFilterId'),
        'Boolean getHasNext()': (self: StandardSetController) => self.page < self.pages,
        'Boolean getHasPrevious()': (self: StandardSetController) => self.page > 1,
        'List<System.SelectOption> getListViewOptions()': refused('StandardSetController.getListViewOptions'),
        'Integer getPageNumber()': (self: StandardSetController) => self.page,
        'Integer getPageSize()': (self: StandardSetController) => self.pageSize,
        'SObject getRecord()': (self: StandardSetController) => {
            const object = self.records.element.object;
            return object ? new SObject(object) : (self.records.items[0] ?? null);
        },
        'List<SObject> getRecords()': (self: StandardSetController) => self.shown,
        'Integer getResultSize()': (self: StandardSetController) => self.records.size,
        'List<SObject> getSelected()': (self: StandardSetController) => self.selected,
        'void last()': (self: StandardSetController) => self.go(self.pages),
        'void next()': (self: StandardSetController) => self.go(self.page + 1),
        'void previous()': (self: StandardSetController) => self.go(self.page - 1),
        'PageReference save()': (self: StandardSetController) => {
            const records = (self.selected.size > 0 ? self.selected : self.records).items as SObject[];
            if (records.length > 0) saveRecords('update', records, { allOrNone: true, mode: callerMode() });
            return new PageReference(execution().test ? '' : '/home/home.jsp');
        },
        'void setFilterID(String id)': refused('StandardSetController.setFilterID'),
        'void setPageNumber(Integer page)': (self: StandardSetController, page: number | null) => self.go(need(page)),
        'void setPageSize(Integer size)': (self: StandardSetController, size: number | null) => {
            self.pageSize = Math.max(1, need(size));
            self.go(self.page);
        },
        'void setSelected(List<SObject> records)': (self: StandardSetController, records: ApexList | null) => {
            self.selected = need(records);
        }
    }
};

/** The controllers of the platform. Source: Apex Reference Guide, StandardController and StandardSetController Class. */
export const pageControllerTypes: readonly LibraryType[] = [standard, standardSet];
