/** What is collected to understand a system, and the questions put to it. */
package domain.diagnosis;
