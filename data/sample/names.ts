/** Names that go together, and how often a student has them. */
export interface NamePool {
  weight: number
  given: readonly string[]
  family: readonly string[]
}

const list = (names: string) => names.trim().split(/\s*,\s*/)

const british: NamePool = {
  weight: 36,
  given: list(`Oliver, Amelia, George, Isla, Harry, Olivia, Jack, Emily, Charlie, Grace, Thomas, Poppy, Oscar,
    Ella, James, Lily, William, Sophie, Alfie, Freya, Joshua, Charlotte, Daniel, Evie, Samuel, Jessica, Callum,
    Hannah, Lewis, Chloë, Ewan, Zoë, Fraser, Eilidh, Benjamin, Lucy, Jake, Molly, Adam, Bethany, Ryan, Holly,
    Nathan, Abigail, Luke, Rosie, Connor, Imogen, Kieran, Phoebe, Toby, Daisy, Max, Megan, Finlay, Eleanor`),
  family:
    list(`Smith, Jones, Taylor, Brown, Wilson, Johnson, Walker, Wright, Robinson, Thompson, White, Hughes,
    Edwards, Green, Hall, Wood, Harris, Clarke, Jackson, Turner, Hill, Scott, Cooper, Ward, Moore, Baker, Harrison,
    Morrison, Campbell, MacDonald, Fraser, Mitchell, Bell, Shaw, Holmes, Webb, Barnes, Fletcher, Marsh, Whitfield,
    Ashworth, Hargreaves, Pickering, Oldfield, Sutcliffe, Braithwaite, Entwistle, Lockwood, Naylor, Haigh`),
}

const irish: NamePool = {
  weight: 5,
  given:
    list(`Seán, Niamh, Ciarán, Aoife, Conor, Saoirse, Pádraig, Siobhán, Declan, Róisín, Cormac, Gráinne, Oisín,
    Caoimhe, Eoin, Orla`),
  family: list(`O'Brien, Murphy, Kelly, O'Sullivan, Walsh, Byrne, Ryan, O'Connor, Doyle, McCarthy, Gallagher,
    Doherty, O'Neill, Nolan, Kavanagh, Ó Dálaigh`),
}

const welsh: NamePool = {
  weight: 4,
  given: list(
    `Rhys, Carys, Dylan, Ffion, Gethin, Seren, Iwan, Nia, Owain, Cerys, Siôn, Lowri, Emyr, Angharad`,
  ),
  family: list(
    `Davies, Evans, Roberts, Griffiths, Llewellyn, Morgan, Price, Bevan, Pritchard, Vaughan, Parry`,
  ),
}

const pakistaniAndBangladeshi: NamePool = {
  weight: 12,
  given:
    list(`Aisha, Mohammed, Fatima, Hamza, Zainab, Ibrahim, Maryam, Yusuf, Khadija, Bilal, Sana, Usman, Hafsa,
    Tariq, Noor, Imran, Rabia, Shahid, Anika, Nadia, Rafiq, Sumaiya, Tanvir, Farhana, Zara, Adil`),
  family:
    list(`Khan, Ahmed, Hussain, Begum, Ali, Malik, Rahman, Iqbal, Akhtar, Mahmood, Chowdhury, Miah, Uddin,
    Qureshi, Shah, Mirza, Sheikh, Bhatti, Siddiqui, Islam, Raja, Javed`),
}

const indianAndSriLankan: NamePool = {
  weight: 9,
  given:
    list(`Priya, Arjun, Ananya, Rohan, Simran, Harpreet, Kavya, Vikram, Meera, Aditya, Jasleen, Gurpreet, Nisha,
    Rahul, Divya, Karan, Shreya, Nikhil, Tharushi, Dinesh, Lakshmi, Sanjay, Pooja, Amrit`),
  family:
    list(`Patel, Singh, Kaur, Sharma, Shah, Gupta, Reddy, Nair, Mehta, Desai, Joshi, Iyer, Gill, Sandhu, Dhillon,
    Perera, Fernando, Krishnan, Pillai, Chopra, Bhatt, Rao`),
}

const westAfrican: NamePool = {
  weight: 8,
  given:
    list(`Chidi, Adaeze, Oluwaseun, Folasade, Emeka, Ngozi, Kwame, Akosua, Tunde, Ifeoma, Kofi, Abena, Babajide,
    Temitọpẹ, Chiamaka, Segun, Amara, Yaw, Efua, Olúwatóbi, Moussa, Aminata, Ousmane, Fatou`),
  family:
    list(`Okafor, Adeyemi, Mensah, Okonkwo, Boateng, Eze, Owusu, Balogun, Asante, Nwosu, Osei, Adebayo, Agyeman,
    Obi, Ogunleye, N'Dour, Diallo, M'Baye, Appiah, Uzoma, Traoré`),
}

const eastAndSouthernAfrican: NamePool = {
  weight: 4,
  given: list(
    `Tendai, Wanjiku, Hodan, Abdi, Rutendo, Kamau, Selam, Yonas, Thandiwe, Sipho, Farai, Hibo, Liban, Achieng`,
  ),
  family:
    list(`Moyo, Ndlovu, Kariuki, Mwangi, Warsame, Tesfaye, Hassan, Dlamini, Chikwanha, Nkosi, Ng'ang'a, Odhiambo,
    Farah, Haile`),
}

const caribbean: NamePool = {
  weight: 4,
  given: list(
    `Leon, Shanice, Marlon, Keisha, Tyrell, Renée, Andre, Jada, Dwayne, Monique, Jermaine, Kezia, Omari`,
  ),
  family: list(
    `Campbell, Francis, Grant, Williams, Joseph, St. Louis, Clarke, Bailey, Gordon, Pierre, Reid, Baptiste`,
  ),
}

const chineseAndVietnamese: NamePool = {
  weight: 8,
  given:
    list(`Wei, Xinyi, Hao, Yuxuan, Jing, Zihan, Mei, Junjie, Lan, Yifan, Siu Ming, Ka Yan, Xiaoyu, Bowen, Thảo,
    Minh, Linh, Đức`),
  family: list(
    `Wang, Li, Zhang, Liu, Chen, Yang, Huang, Zhao, Wu, Zhou, Xu, Sun, Lau, Wong, Lü, Nguyễn, Trần, Phạm`,
  ),
}

const arabic: NamePool = {
  weight: 5,
  given: list(
    `Omar, Layla, Khalid, Yasmin, Ahmad, Rania, Karim, Salma, Mustafa, Huda, Tarek, Dina, Faisal, Amal`,
  ),
  family:
    list(`Al-Hassan, El-Sayed, Haddad, Al-Rashid, Mansour, Khalil, Nasser, Ben Ali, Abdullah, Said, Al-Tikriti,
    Darwish`),
}

const polish: NamePool = {
  weight: 4,
  given: list(
    `Łukasz, Zofia, Michał, Agnieszka, Jakub, Małgorzata, Paweł, Kinga, Wojciech, Oliwia, Stanisław, Żaneta`,
  ),
  family: list(
    `Nowak, Kowalczyk, Wójcik, Wiśniewska, Kamiński, Zieliński, Szymańska, Dąbrowski, Jabłoński, Król`,
  ),
}

const turkish: NamePool = {
  weight: 3,
  given: list(`Zeynep, Emre, Elif, Mehmet, Ayşe, Çağla, Burak, Gül, Deniz, Özlem, Kerem, İrem`),
  family: list(`Yılmaz, Demir, Kaya, Şahin, Öztürk, Aydın, Çelik, Arslan, Doğan, Koç`),
}

const european: NamePool = {
  weight: 7,
  given:
    list(`Lucía, Mateo, Sofía, Álvaro, Inês, João, Giulia, Andrei, Ioana, Eleni, Björn, Anaïs, François, Jürgen,
    Sára, Dimitris, Mădălina, Iñigo`),
  family:
    list(`García, Muñoz, Fernández López, Silva, Rossi, D'Angelo, Popescu, Ionescu, Papadopoulou, Müller,
    Lindström, Dupont, Núñez, Horváth, Dvořák, Van der Berg, Gonçalves`),
}

/** The mixture of names at a British university. */
export const namePools: readonly NamePool[] = [
  british,
  irish,
  welsh,
  pakistaniAndBangladeshi,
  indianAndSriLankan,
  westAfrican,
  eastAndSouthernAfrican,
  caribbean,
  chineseAndVietnamese,
  arabic,
  polish,
  turkish,
  european,
]

/** The only name of people who have one. */
export const singleNames = list(
  `Karthikeyan, Suryanti, Murugan, Zarmina, Tenzin, Budiarto, Selvi, Najibullah, Dolma`,
)
