package activities;

import domain.diagnosis.Archive;
import domain.diagnosis.ArchiveRequest;
import domain.diagnosis.QueryAnswer;
import domain.diagnosis.QueryRequest;
import io.temporal.activity.ActivityInterface;

/**
 * Collects what helps to understand a system. Changes nothing there; run twice it leaves
 * the newer file in the place of the older.
 */
@ActivityInterface
public interface Diagnoses {

	/**
	 * Keeps everything that can be had in one archive with a table of contents, secrets
	 * masked. What cannot be had is listed in it.
	 */
	Archive collectArchive(ArchiveRequest request);

	/**
	 * Asks a named query and keeps its rows, secrets masked.
	 * @throws domain.failure.PermanentFailure {@code PROFILE} when the question is
	 * refused, {@code NOT_READY} when there is no answer in time
	 */
	QueryAnswer askQuery(QueryRequest request);

}
