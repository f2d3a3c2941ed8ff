/** What is on the relationship map and what changes it, without a DOM. */
export { applyChange, forCustomer, inputOf, withLink, withoutLink, withoutPeople, withPerson } from './change';
export { isAskedFor, isFound, NO_FILTERS, unitsOf, type MapFilters } from './filters';
export { sortedPeople, type PersonColumn, type Sorting } from './rows';
export { MapSession, type Step } from './session';
