// تعليق ، أول
import x from 'y'; // تعليق ، ثان
const url = "https://example.org/كود ،"; /* تعليق ، ثالث */
const t = `كود ، ${f(`// كود ، ${x /* تعليق ، رابع */}`)} // كود ،`;
const re = /\/\*كود ، "['`]/g.test(s) ? 'كود ،' : "لا";
/**
 * تعليق ، خامس
 *   و  آخر
 * @param {string} name الاسم ، كما هو
 */
export const A = () => <p title="كود ،">it's كود ، // كود ،</p>;
// const old = "كود ،";
