/** `lightning/uiLayoutApi`. */
export { layoutAdapter as getLayout } from '../uiRecordApi/uiRecordApi';
