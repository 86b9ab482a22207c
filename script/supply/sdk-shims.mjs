/**
 * Stands for the subpath `_shims` of the Model Context Protocol's SDK in our bundle. Its own brings a validator of JSON Schemas (ajv and four
 * more packages, without their licences) that is used for forms and for outputs with a schema; we have neither.
 */
export { default as process } from 'node:process';

export class DefaultJsonSchemaValidator {
  getValidator() {
    throw new Error('No tool has a form or an output schema');
  }
}
