/**
 * What an operator or a schedule can start: {@code X} is the contract, {@code XImpl} the
 * steps, read as a checklist.
 */
package workflows;
