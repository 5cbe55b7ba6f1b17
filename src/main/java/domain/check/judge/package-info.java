/**
 * Says what a look at a canary means. Pure functions: the same look gets the same verdict
 * on any machine at any time, so a canary can be judged again from its evidence.
 */
package domain.check.judge;
