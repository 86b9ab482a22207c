/**
 * Which letters people confuse, by what the confusion costs in twentieths of an edit. A confusion that is hard to hear in
 * Portuguese, Spanish or English costs less than one that is easy to hear.
 */

/** The rows of a keyboard. */
export const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** How far each row of keys stands to the right of the first, in keys. */
export const keyboardShifts = [0, 0.25, 0.75];

type ByCost = Readonly<Record<number, string>>;

/** Two letters that are typed for one another: `iy` is i for y, and y for i. */
export const similarLetters: ByCost = {
  9: 'iy ck vw',
  10: 'sz cs qk gj xj bv',
  11: 'qc mn',
  12: 'cz uw',
  13: 'ou ei xs hj yj',
  14: 'xz xc',
  15: 'ij',
  16: 'lu gh',
  18: 'lr dt bp gk gc fv',
  19: 'ae ao',
  20: 'eo iu ai',
};

/** A pair of letters and single letters that are typed for one another: `kh:kc` is kh for k, kh for c, and the other way. */
export const pairsAsLetter: ByCost = {
  8: 'ph:f ck:k wh:w kh:kc gh:g',
  9: 'pf:f qu:kc ck:c cc:kc kk:kc ue:u oe:o',
  10: `ch:x sh:xs tx:x ss:cz sc:csx xc:csx cs:x ks:x tz:zs ts:zs gn:n ny:n ni:n nh:n ll:l lh:l li:l ae:ea oo:u ee:i dg:jg dj:jg
    dt:td td:td`,
  11: 'ch:kcqj zz:s ll:yi ou:u ie:ei kn:n wr:r ps:s',
  12: 'pf:p ss:x ei:i uw:wv vw:wv',
  13: 'th:d gu:w',
  14: 'ch:s tx:s',
  18: 'mp:m mb:m',
};

/** Two pairs of letters that are typed for one another. */
export const similarPairs: ByCost = {
  8: 'ks:cs ei:ey ai:ay',
  9: 'ch:tx lh:ll nh:ny ss:sc sc:xc qu:cu cu:ku ts:tz ge:je ce:se',
  10: 'ch:sh sh:tx lh:li ll:li nh:ni nh:gn ny:ni gn:ni gn:ny qu:kw ck:qu',
  11: 'ss:xc gu:hu gu:ju',
  12: 'ao:am ou:oo',
};
