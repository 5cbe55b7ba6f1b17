package domain.failure;

/**
 * Why a step cannot succeed by being repeated. The name is the failure type that the
 * Temporal UI shows.
 */
public enum FailureKind {

	/** What the operator typed cannot be used. */
	INVALID_INPUT,
	/** The profile lacks or contradicts something that the step needs. */
	PROFILE,
	/** An object that must exist does not. */
	NOT_FOUND,
	/** The server refuses our identity the verb on the resource. */
	FORBIDDEN,
	/** The image of the new version cannot be pulled. */
	IMAGE_NOT_PULLABLE,
	/** Pods do not become ready in the time that the profile allows, or crash. */
	NOT_READY,
	/** Somebody else owns or changed the object. */
	CONFLICT,
	/**
	 * What was produced does not hold what it must: checksum, row counts, archive
	 * listing.
	 */
	NOT_VERIFIED,
	/** A disk has no room left for what must be written. */
	NO_SPACE,
	/** The running version is not the one asked for, or a smoke check failed. */
	SMOKE,
	/** The system's lock is held by another run. */
	LOCKED,
	/** The freeze calendar forbids changes now. */
	FROZEN,
	/** Some tasks of a routine could not be done; the others are. */
	INCOMPLETE,
	/** The procedure was undone. */
	UNDONE,
	/** A person aborted. */
	ABORTED,
	/** Nobody decided before the deadline. */
	EXPIRED

}
