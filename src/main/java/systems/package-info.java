/**
 * Reads and validates profiles: the systems that are operated, one YAML file each.
 */
package systems;
