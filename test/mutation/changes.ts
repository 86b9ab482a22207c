import { isNode, type Node, type Place } from '../house/source.ts';

/** Text to put in the place of other text. */
export interface Change {
  readonly kind:
    | 'condition'
    | 'boundary'
    | 'arithmetic'
    | 'logic'
    | 'boolean'
    | 'string'
    | 'return'
    | 'chain'
    | 'call';
  readonly start: number;
  readonly end: number;
  readonly put: string;
  /** The expression around it, where what is replaced is only its operator. */
  readonly within?: string;
}

const boundaries: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
const opposites: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' };
const sums: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '<<': '>>',
  '>>': '<<',
  '>>>': '<<',
  '&': '|',
  '|': '&',
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '|=': '&=',
  '&=': '|=',
};
const connectives: Readonly<Record<string, string>> = { '&&': '||', '||': '&&', '??': '&&' };

const child = (node: Node, field: string): Node | null => {
  const value = node[field];
  return isNode(value) ? value : null;
};

/** The operator between two operands, as a change to another. */
function operator(
  place: Place,
  text: string,
  kind: Change['kind'],
  table: Readonly<Record<string, string>>,
): Change[] {
  const { node } = place;
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  const was = String(node.operator);
  const put = table[was];
  if (left === null || right === null || put === undefined) return [];
  const start = text.indexOf(was, left.end);
  const within = text.slice(node.start, node.end);
  return start < 0 || start >= right.start ? [] : [{ kind, start, end: start + was.length, put, within }];
}

/** Whether a node decides where a program goes on; its opposite is a mutant of that place. */
const isTest = ({ field, parent }: Place): boolean =>
  field === 'test' && parent !== null && parent.node.type !== 'SwitchCase';

/** Whether a text is one that only a developer reads: of an error that is a bug, or that names a field or module. */
function isUnread({ node, parent, field }: Place): boolean {
  if (parent === null) return false;
  if (parent.node.type === 'NewExpression') return /Error$/.test(String(child(parent.node, 'callee')?.name));
  if (field === 'key' || field === 'source') return true;
  return parent.node.type === 'ExpressionStatement' && node.type === 'Literal';
}

const leaves = new Set(['ReturnStatement', 'ContinueStatement', 'BreakStatement']);

function isEarlyReturn(node: Node): boolean {
  const then = child(node, 'consequent');
  if (then === null || child(node, 'alternate') !== null) return false;
  const body = then.type === 'BlockStatement' && Array.isArray(then.body) ? then.body.at(-1) : then;
  return isNode(body) && leaves.has(body.type);
}

/** Whether a statement is a call that does something; `assertNever` is only for the types. */
function isCall(node: Node): boolean {
  const expression = child(node, 'expression');
  const inner = expression?.type === 'AwaitExpression' ? child(expression, 'argument') : expression;
  const called = inner?.type === 'ChainExpression' ? child(inner, 'expression') : inner;
  if (called?.type !== 'CallExpression') return false;
  const callee = child(called, 'callee');
  return callee?.type !== 'Super' && callee?.name !== 'assertNever';
}

/** `a?.b`, `a?.[b]` and `a?.()` without their question. */
function unasked(node: Node, text: string): Change[] {
  const before = child(node, node.type === 'CallExpression' ? 'callee' : 'object');
  if (node.optional !== true || before === null) return [];
  const start = text.indexOf('?.', before.end);
  const named = node.type === 'MemberExpression' && node.computed !== true;
  const within = text.slice(node.start, node.end);
  return [{ kind: 'chain', start, end: start + 2, put: named ? '.' : '', within }];
}

function opposite(place: Place, text: string): Change[] {
  const { node } = place;
  const { start, end } = node;
  const inner = child(node, 'argument');
  const put =
    inner !== null && node.operator === '!'
      ? text.slice(inner.start, inner.end)
      : `!(${text.slice(start, end)})`;
  return [{ kind: 'condition', start, end, put }];
}

/** The changes of one node: each is one mutant. */
export function changesAt(place: Place, text: string): Change[] {
  const { node } = place;
  const { start, end } = node;
  const test = isTest(place) ? opposite(place, text) : [];
  switch (node.type) {
    case 'BinaryExpression':
      return [
        ...test,
        ...(test.length > 0 ? [] : operator(place, text, 'condition', opposites)),
        ...operator(place, text, 'boundary', boundaries),
        ...operator(place, text, 'arithmetic', sums),
      ];
    case 'AssignmentExpression':
      return operator(place, text, 'arithmetic', sums);
    case 'LogicalExpression':
      return [...test, ...operator(place, text, 'logic', connectives)];
    case 'UnaryExpression':
      if (node.operator === '!') return opposite(place, text);
      return test;
    case 'UpdateExpression':
      return [
        {
          kind: 'arithmetic',
          start,
          end,
          put: text.slice(start, end).replace(/\+\+|--/, was => (was === '++' ? '--' : '++')),
        },
      ];
    case 'Literal':
      if (typeof node.value === 'boolean') return [{ kind: 'boolean', start, end, put: String(!node.value) }];
      if (typeof node.value !== 'string' || isUnread(place)) return [];
      return [{ kind: 'string', start, end, put: node.value === '' ? "'mutant'" : "''" }];
    case 'TemplateLiteral':
      if (isUnread(place) || place.parent?.node.type === 'TaggedTemplateExpression' || end - start === 2)
        return [];
      return [{ kind: 'string', start, end, put: '``' }];
    case 'IfStatement':
      return isEarlyReturn(node) ? [{ kind: 'return', start, end, put: ';' }] : [];
    case 'ExpressionStatement':
      return isCall(node) ? [{ kind: 'call', start, end, put: ';' }] : [];
    case 'MemberExpression':
    case 'CallExpression':
      return [...test, ...unasked(node, text)];
    default:
      return test;
  }
}
