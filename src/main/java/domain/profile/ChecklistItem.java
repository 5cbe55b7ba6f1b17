package domain.profile;

/**
 * One line of the checklist before a release (runbook D 3.2 step 1): a check at an
 * address, or an attestation by a person.
 *
 * @param id short name, used when a person attests it
 * @param title what must be true, in the system's language
 * @param url address that must answer 2xx; absent: a person attests the item
 * @param field JSON Pointer of a number or text in the answer, optional
 * @param atLeast lowest good number at the field
 * @param equals expected text at the field
 */
public record ChecklistItem(@Required String id, @Required String title, String url, String field, Double atLeast,
		String equals) {

}
