/** Starting, stopping, restarting and scaling what runs on a target. */
package domain.lifecycle;
