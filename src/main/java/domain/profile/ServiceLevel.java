package domain.profile;

/**
 * What the system promises, as a query with a limit.
 *
 * @param name name
 * @param query PromQL; absent where the runbook names a promise that nothing measures yet
 * @param atMost highest good value
 * @param atLeast lowest good value
 * @param unit unit of the value
 */
public record ServiceLevel(@Required String name, String query, Double atMost, Double atLeast, String unit) {

}
