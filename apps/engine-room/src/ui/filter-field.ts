/** The id of the field that `/` goes to; a page has one at most. */
export const FILTER_FIELD = 'page-filter';
