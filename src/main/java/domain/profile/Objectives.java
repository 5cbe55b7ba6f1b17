package domain.profile;

import java.time.Duration;

/**
 * What was promised about outage and loss of data.
 *
 * @param recoveryTime longest outage (RTO), from the declaration to the verified service;
 * absent: nothing was promised
 * @param recoveryPoint longest time whose data may be lost (RPO); a newest backup older
 * than this is stale; absent: nothing was promised
 * @param provenWithin longest time since a backup was last restored and verified; absent:
 * nothing was promised
 */
public record Objectives(Duration recoveryTime, Duration recoveryPoint, Duration provenWithin) {

}
