package domain.profile;

/**
 * What points an application to its database.
 *
 * @param component the component
 * @param variable the variable in its container's environment that holds the database's
 * name
 */
public record SwitchBy(@Required String component, @Required String variable) {

}
