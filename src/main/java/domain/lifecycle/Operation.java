package domain.lifecycle;

/** What can be asked of a target. */
public enum Operation {

	START, STOP, RESTART, SCALE, RESIZE, AUTOSCALE, EXECUTE, DEPLOY, GO_BACK, CONFIGURE, LOGS

}
