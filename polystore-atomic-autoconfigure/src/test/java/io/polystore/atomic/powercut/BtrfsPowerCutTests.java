package io.polystore.atomic.powercut;

class BtrfsPowerCutTests extends AbstractPowerCutTests {

	BtrfsPowerCutTests() {
		super(CutFileSystem.BTRFS);
	}

}
