package domain.lock;

/**
 * What became of a wish for a lock.
 *
 * @param granted whether the lock is held now
 * @param fence number of the lease, growing with every lease of the system; 0 when
 * refused
 * @param held the lease in the way, when refused
 */
public record LockAnswer(boolean granted, long fence, Lease held) {

}
