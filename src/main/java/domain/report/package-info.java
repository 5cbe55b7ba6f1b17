/** What is handed to people when a procedure has measured something. */
package domain.report;
