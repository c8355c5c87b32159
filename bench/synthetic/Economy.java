package synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the 230 economies of the generated worlds: CEPII's list of 2025 without 58, 200, 278, 280, 711, 736, 810 and 891, which ended
 * long ago. The number is that of BACI and Comtrade (ISO 3166-1 numeric where there is one), the alphabetic code the one that UN
 * Comtrade prints.
 */
record Economy(int number, String iso, String name) {
    /** The ten largest of each world, so that its reports look plausible. Nothing else about them is meant. */
    private static final int[] LARGEST = {842, 156, 276, 392, 251, 826, 410, 528, 380, 699};

    /** The first n: the ten largest, then the others by number; returned by number. */
    static List<Economy> first(int n) {
        var all = new ArrayList<Economy>();
        TEXT.lines().forEach(line -> {
            var parts = line.split(" ", 3);
            all.add(new Economy(Integer.parseInt(parts[0]), parts[1], parts[2]));
        });
        if (n < 2 || n > all.size()) {
            throw new IllegalArgumentException("The number of economies (" + n + ") is outside 2 to " + all.size() + ".");
        }
        var chosen = new ArrayList<Economy>();
        all.stream().sorted((a, b) -> Integer.compare(order(a), order(b))).limit(n).forEach(chosen::add);
        chosen.sort((a, b) -> Integer.compare(a.number, b.number));
        return List.copyOf(chosen);
    }

    /** Place among the ten largest from 0, or the number moved behind them. */
    static int order(Economy economy) {
        for (int i = 0; i < LARGEST.length; i++) {
            if (LARGEST[i] == economy.number) {
                return i;
            }
        }
        return LARGEST.length + economy.number;
    }

    private static final String TEXT = """
            4 AFG Afghanistan
            8 ALB Albania
            12 DZA Algeria
            16 ASM American Samoa
            20 AND Andorra
            24 AGO Angola
            28 ATG Antigua & Barbuda
            31 AZE Azerbaijan
            32 ARG Argentina
            36 AUS Australia
            40 AUT Austria
            44 BHS Bahamas
            48 BHR Bahrain
            50 BGD Bangladesh
            51 ARM Armenia
            52 BRB Barbados
            56 BEL Belgium
            60 BMU Bermuda
            64 BTN Bhutan
            68 BOL Bolivia
            70 BIH Bosnia & Herzegovina
            72 BWA Botswana
            76 BRA Brazil
            84 BLZ Belize
            86 IOT British Indian Ocean Territory
            90 SLB Solomon Islands
            92 VGB British Virgin Islands
            96 BRN Brunei
            100 BGR Bulgaria
            104 MMR Myanmar
            108 BDI Burundi
            112 BLR Belarus
            116 KHM Cambodia
            120 CMR Cameroon
            124 CAN Canada
            132 CPV Cape Verde
            136 CYM Cayman Islands
            140 CAF Central African Republic
            144 LKA Sri Lanka
            148 TCD Chad
            152 CHL Chile
            156 CHN China
            162 CXR Christmas Island
            166 CCK Cocos (Keeling) Islands
            170 COL Colombia
            174 COM Comoros
            175 MYT Mayotte
            178 COG Congo (Brazzaville)
            180 COD Congo (Kinshasa)
            184 COK Cook Islands
            188 CRI Costa Rica
            191 HRV Croatia
            192 CUB Cuba
            196 CYP Cyprus
            203 CZE Czechia
            204 BEN Benin
            208 DNK Denmark
            212 DMA Dominica
            214 DOM Dominican Republic
            218 ECU Ecuador
            222 SLV El Salvador
            226 GNQ Equatorial Guinea
            231 ETH Ethiopia
            232 ERI Eritrea
            233 EST Estonia
            238 FLK Falkland Islands
            242 FJI Fiji
            246 FIN Finland
            251 FRA France
            258 PYF French Polynesia
            260 ATF French Southern Territories
            262 DJI Djibouti
            266 GAB Gabon
            268 GEO Georgia
            270 GMB Gambia
            275 PSE Palestinian Territories
            276 DEU Germany
            288 GHA Ghana
            292 GIB Gibraltar
            296 KIR Kiribati
            300 GRC Greece
            304 GRL Greenland
            308 GRD Grenada
            316 GUM Guam
            320 GTM Guatemala
            324 GIN Guinea
            328 GUY Guyana
            332 HTI Haiti
            340 HND Honduras
            344 HKG Hong Kong
            348 HUN Hungary
            352 ISL Iceland
            360 IDN Indonesia
            364 IRN Iran
            368 IRQ Iraq
            372 IRL Ireland
            376 ISR Israel
            380 ITA Italy
            384 CIV Côte d’Ivoire
            388 JAM Jamaica
            392 JPN Japan
            398 KAZ Kazakhstan
            400 JOR Jordan
            404 KEN Kenya
            408 PRK North Korea
            410 KOR South Korea
            414 KWT Kuwait
            417 KGZ Kyrgyzstan
            418 LAO Laos
            422 LBN Lebanon
            426 LSO Lesotho
            428 LVA Latvia
            430 LBR Liberia
            434 LBY Libya
            440 LTU Lithuania
            442 LUX Luxembourg
            446 MAC Macao
            450 MDG Madagascar
            454 MWI Malawi
            458 MYS Malaysia
            462 MDV Maldives
            466 MLI Mali
            470 MLT Malta
            478 MRT Mauritania
            480 MUS Mauritius
            484 MEX Mexico
            490 S19 Other Asia, nes
            496 MNG Mongolia
            498 MDA Moldova
            499 MNE Montenegro
            500 MSR Montserrat
            504 MAR Morocco
            508 MOZ Mozambique
            512 OMN Oman
            516 NAM Namibia
            520 NRU Nauru
            524 NPL Nepal
            528 NLD Netherlands
            530 ANT Netherlands Antilles
            531 CUW Curaçao
            533 ABW Aruba
            534 SXM Sint Maarten
            535 BES Caribbean Netherlands
            540 NCL New Caledonia
            548 VUT Vanuatu
            554 NZL New Zealand
            558 NIC Nicaragua
            562 NER Niger
            566 NGA Nigeria
            570 NIU Niue
            574 NFK Norfolk Island
            579 NOR Norway
            580 MNP Northern Mariana Islands
            583 FSM Micronesia
            584 MHL Marshall Islands
            585 PLW Palau
            586 PAK Pakistan
            591 PAN Panama
            598 PNG Papua New Guinea
            600 PRY Paraguay
            604 PER Peru
            608 PHL Philippines
            612 PCN Pitcairn Islands
            616 POL Poland
            620 PRT Portugal
            624 GNB Guinea-Bissau
            626 TLS Timor-Leste
            634 QAT Qatar
            642 ROU Romania
            643 RUS Russia
            646 RWA Rwanda
            652 BLM St. Barthélemy
            654 SHN St. Helena
            659 KNA St. Kitts & Nevis
            660 AIA Anguilla
            662 LCA St. Lucia
            666 SPM St. Pierre & Miquelon
            670 VCT St. Vincent & Grenadines
            674 SMR San Marino
            678 STP São Tomé & Príncipe
            682 SAU Saudi Arabia
            686 SEN Senegal
            688 SRB Serbia
            690 SYC Seychelles
            694 SLE Sierra Leone
            697 R20 Europe EFTA, nes
            699 IND India
            702 SGP Singapore
            703 SVK Slovakia
            704 VNM Vietnam
            705 SVN Slovenia
            706 SOM Somalia
            710 ZAF South Africa
            716 ZWE Zimbabwe
            724 ESP Spain
            728 SSD South Sudan
            729 SDN Sudan
            740 SUR Suriname
            748 SWZ Eswatini
            752 SWE Sweden
            757 CHE Switzerland
            760 SYR Syria
            762 TJK Tajikistan
            764 THA Thailand
            768 TGO Togo
            772 TKL Tokelau
            776 TON Tonga
            780 TTO Trinidad & Tobago
            784 ARE United Arab Emirates
            788 TUN Tunisia
            792 TUR Türkiye
            795 TKM Turkmenistan
            796 TCA Turks & Caicos Islands
            798 TUV Tuvalu
            800 UGA Uganda
            804 UKR Ukraine
            807 MKD North Macedonia
            818 EGY Egypt
            826 GBR United Kingdom
            834 TZA Tanzania
            842 USA United States
            849 PUS US Misc. Pacific Isds
            854 BFA Burkina Faso
            858 URY Uruguay
            860 UZB Uzbekistan
            862 VEN Venezuela
            876 WLF Wallis & Futuna
            882 WSM Samoa
            887 YEM Yemen
            894 ZMB Zambia
            """;
}
