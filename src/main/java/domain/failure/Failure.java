package domain.failure;

import domain.people.Said;

/**
 * Why a step did not do what it should. Its exception's message is in English, for logs;
 * people read it in their own language.
 */
public interface Failure {

	/** What went wrong. */
	Said said();

}
