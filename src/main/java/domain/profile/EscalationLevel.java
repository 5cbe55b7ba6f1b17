package domain.profile;

import java.time.Duration;

/**
 * One level of the escalation chain.
 *
 * @param level 1 is the first
 * @param person name of a person
 * @param after time without a solution after which this level is told; zero for the first
 */
public record EscalationLevel(@Required int level, @Required String person, @Required Duration after) {

}
