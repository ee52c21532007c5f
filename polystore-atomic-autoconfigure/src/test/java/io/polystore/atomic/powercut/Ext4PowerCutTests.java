package io.polystore.atomic.powercut;

class Ext4PowerCutTests extends AbstractPowerCutTests {

	Ext4PowerCutTests() {
		super(CutFileSystem.EXT4);
	}

	/** By default it forces what replaces another file. */
	@Override
	String[] optionsWithoutSafetyNet() {
		return new String[] { "noauto_da_alloc" };
	}

}
