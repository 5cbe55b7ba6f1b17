/** Starting, stopping, restarting and scaling of a system and its components. */
package workflows.lifecycle;
