/** What the bar above the map offers. */
import { format } from 'c/gangwayFormat';
import { unitsOf } from 'c/mapModel';
import { optionsOf, SIDES } from 'c/mapWords';
import addPeople from '@salesforce/label/c.Gangway_Map_Add_People';
import addPerson from '@salesforce/label/c.Gangway_Add_Person';
import allDepartments from '@salesforce/label/c.Gangway_Map_All_Departments';
import arrangeBy from '@salesforce/label/c.Gangway_Map_Arrange_By';
import arrangeLines from '@salesforce/label/c.Gangway_Map_Arrange_Lines';
import asItWas from '@salesforce/label/c.Gangway_Map_As_It_Was';
import attitude from '@salesforce/label/c.Gangway_Map_Attitude';
import backToNow from '@salesforce/label/c.Gangway_Map_Back_To_Now';
import collapseAll from '@salesforce/label/c.Gangway_Map_Collapse_All';
import colourBy from '@salesforce/label/c.Gangway_Map_Colour_By';
import coverage from '@salesforce/label/c.Gangway_Map_Relationship';
import customerHint from '@salesforce/label/c.Gangway_Map_Customer_Hint';
import customerVersion from '@salesforce/label/c.Gangway_Map_Customer_Version';
import department from '@salesforce/label/c.Gangway_Map_Department';
import empty from '@salesforce/label/c.Gangway_Map_Empty';
import emptyHint from '@salesforce/label/c.Gangway_Map_Empty_Hint';
import everybody from '@salesforce/label/c.Gangway_Map_All_Sides';
import expandAll from '@salesforce/label/c.Gangway_Map_Expand_All';
import exportPdf from '@salesforce/label/c.Gangway_Map_Export_Pdf';
import exportPng from '@salesforce/label/c.Gangway_Map_Export_Png';
import exportSvg from '@salesforce/label/c.Gangway_Map_Export_Svg';
import found from '@salesforce/label/c.Gangway_Map_Found';
import internalVersion from '@salesforce/label/c.Gangway_Map_Internal_Version';
import larger from '@salesforce/label/c.Gangway_Map_Larger';
import leaving from '@salesforce/label/c.Gangway_Map_Mark_Leaving';
import loadFailed from '@salesforce/label/c.Gangway_Map_Could_Not_Load';
import loading from '@salesforce/label/c.Gangway_Loading';
import map from '@salesforce/label/c.Gangway_Map_View_Map';
import more from '@salesforce/label/c.Gangway_More_Actions';
import newContact from '@salesforce/label/c.Gangway_New_Contact';
import nothingChanged from '@salesforce/label/c.Gangway_Map_Nothing_Changed';
import peopleAt from '@salesforce/label/c.Gangway_Map_People_At';
import refresh from '@salesforce/label/c.Gangway_Map_Refresh';
import role from '@salesforce/label/c.Gangway_Role';
import saveFailed from '@salesforce/label/c.Gangway_Map_Could_Not_Save';
import search from '@salesforce/label/c.Gangway_Map_Search';
import side from '@salesforce/label/c.Gangway_Map_Belongs_To';
import smaller from '@salesforce/label/c.Gangway_Map_Smaller';
import snapshotTaken from '@salesforce/label/c.Gangway_Map_Snapshot_Taken';
import snapshots from '@salesforce/label/c.Gangway_Map_Snapshots';
import table from '@salesforce/label/c.Gangway_Map_View_Table';
import undo from '@salesforce/label/c.Gangway_Map_Undo';
import undoOf from '@salesforce/label/c.Gangway_Map_Undo_Of';
import view from '@salesforce/label/c.Gangway_View';
import type { LookState, Shown } from './look';

export const labels = Object.freeze({
    addPeople,
    addPerson,
    arrangeBy,
    asItWas,
    backToNow,
    colourBy,
    customerHint,
    department,
    empty,
    emptyHint,
    found,
    internalVersion,
    larger,
    leaving,
    loadFailed,
    loading,
    more,
    newContact,
    nothingChanged,
    peopleAt,
    saveFailed,
    search,
    side,
    smaller,
    snapshotTaken,
    snapshots,
    undo,
    view
});

interface Choice {
    value: string;
    label: string;
}
export interface Tools {
    views: Choice[];
    colours: Choice[];
    arrangements: Choice[];
    sides: Choice[];
    units: Choice[];
    hasSides: boolean;
    hasUnits: boolean;
    menu: Choice[];
    mayEdit: boolean;
    hasUndo: boolean;
    undoTitle: string;
    /** Colours and arrangements belong to the picture. */
    isMap: boolean;
    showsColours: boolean;
}

/** What may be done with what is shown. */
export const toolsOf = (
    { view: { people, mayEdit, seesSentiment } }: Shown,
    { isForCustomer }: LookState,
    mode: 'map' | 'table',
    lastDone: string | undefined,
    isSnapshot: boolean
): Tools => {
    const units = unitsOf(people);
    const sides = new Set(people.map((person) => person.side));
    const isEditable = mayEdit && !isForCustomer && !isSnapshot;
    return {
        views: [
            { value: 'map', label: map },
            { value: 'table', label: table }
        ],
        colours: [
            { value: 'role', label: role },
            ...(seesSentiment ? [{ value: 'attitude', label: attitude }] : []),
            { value: 'coverage', label: coverage }
        ],
        arrangements: [
            { value: 'lines', label: arrangeLines },
            { value: 'units', label: department }
        ],
        sides: [{ value: '', label: everybody }, ...optionsOf(SIDES).filter(({ value }) => sides.has(value))],
        units: [{ value: '', label: allDepartments }, ...units.map((value) => ({ value, label: value }))],
        hasSides: sides.size > 1,
        hasUnits: units.length > 1,
        menu: [
            { value: 'customer', label: isForCustomer ? internalVersion : customerVersion },
            { value: 'png', label: exportPng },
            { value: 'svg', label: exportSvg },
            { value: 'pdf', label: exportPdf },
            ...(isForCustomer || isSnapshot ? [] : [{ value: 'snapshots', label: snapshots }]),
            ...(isEditable ? [{ value: 'refresh', label: refresh }] : []),
            { value: 'expand', label: expandAll },
            { value: 'collapse', label: collapseAll }
        ],
        mayEdit: isEditable,
        hasUndo: isEditable && lastDone !== undefined,
        undoTitle: lastDone ? format(undoOf, lastDone) : '',
        isMap: mode === 'map',
        showsColours: mode === 'map' && !isForCustomer
    };
};
