package domain.release;

/**
 * One entry of a rollout's history ({@code kubectl rollout history}).
 *
 * @param number revision number
 * @param version the image's tag
 * @param cause change cause, or null
 * @param current whether it is the running one
 */
public record Revision(long number, String version, String cause, boolean current) {

}
