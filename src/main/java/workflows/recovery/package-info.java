/** Backups that are proven, restores that can be taken back. */
package workflows.recovery;
